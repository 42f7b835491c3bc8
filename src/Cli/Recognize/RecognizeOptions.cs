using System.CommandLine;

namespace MsMclr.MLNet.Cli.Recognize;

/// <summary>The options of the command beside those that name recordings.</summary>
internal sealed class RecognizeOptions
{
    public Option<string> Model { get; } = new("--model")
    {
        Description = "The saved model.",
        HelpName = "FILE",
        DefaultValueFactory = _ => Path.Combine("artifacts", "quickstart", "action.zip"),
    };

    public Option<string> File { get; } = new("--out")
    {
        Description = "Where the intervals go: a CSV with recording, start, end, action, confidence, person.",
        HelpName = "FILE",
        Required = true,
    };

    public Option<string> Report { get; } = new("--report")
    {
        Description = "Where a page with time lines goes.",
        HelpName = "FILE",
    };

    public Option<string> Truth { get; } = new("--truth")
    {
        Description = "The true intervals, a CSV with columns as in --out. What is found is judged by them. For PKU-MMD see --intervals.",
        HelpName = "FILE",
    };

    public Option<string[]> Set { get; } = new("--set")
    {
        Description = "Changes a property of ActionRecognizer.Options, for example WindowSeconds=3. May be repeated.",
        HelpName = "NAME=VALUE",
        DefaultValueFactory = _ => [],
    };

    public Option<int?> Bodies { get; } = new("--bodies")
    {
        Description = "How many people a frame has room for. As the format says if not given.",
        HelpName = "COUNT",
    };

    public Option<int> Recordings { get; } = new("--recordings")
    {
        Description = "How many recordings are made up for --format synthetic.",
        HelpName = "COUNT",
        DefaultValueFactory = _ => 16,
    };

    public IEnumerable<Option> All => [Model, File, Report, Truth, Set, Bodies, Recordings];
}
