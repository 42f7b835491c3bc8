using System.CommandLine;

namespace MsMclr.MLNet.Cli.Data;

/// <summary>The options that say where recordings lie and what they are. All commands that read recordings share them.</summary>
/// <param name="path">Where the recordings lie, if an argument says that and not <c>--data</c>. The format is then optional.</param>
internal sealed class RecordingOptions(Argument<string>? path = null)
{
    // What a file of these formats does not tell has to be said.
    private static readonly string[] Own = ["csv", "npy", "kinetics", "openpose", "coco", "alphapose", "mmpose", "mediapipe", "bvh"];

    public Option<string> Data { get; } = new("--data")
    {
        Description = "Where the recordings lie: a folder, a file or a pattern. Not for synthetic.",
        HelpName = "PATH",
    };

    public Option<string> Format { get; } = new Option<string>("--format") { Description = "What they are.", Required = path is null }
        .AcceptOnlyFromAmong([.. Choices.Formats]);

    public Option<string> Actions { get; } = new("--actions")
    {
        Description = "The actions' names: a text file with one a line in the order of their numbers, or how many there are.",
        HelpName = "FILE|COUNT",
    };

    public Option<string> LabelsFile { get; } = new("--labels-file")
    {
        Description = "A CSV with columns file or name, label, subject, camera and so on. NumPy: .npy or lines 'label' or 'name,label'.",
        HelpName = "FILE",
    };

    public Option<string> Names { get; } = new("--names")
    {
        Description = "What clips' names tell: a regular expression with groups named action, subject, camera, setup, replication.",
        HelpName = "REGEX",
    };

    public Option<string> Layout { get; } = new("--layout")
    {
        Description = "The skeleton: NtuRgbd, Coco17 and so on, or a layout's JSON file.",
        HelpName = "NAME|FILE",
    };

    public Option<string[]> Csv { get; } = new("--csv")
    {
        Description = "CSV: what a column means, for example ClipColumn=clip. May be repeated.",
        HelpName = "NAME=VALUE",
        DefaultValueFactory = _ => [],
    };

    public Option<string[]> Npy { get; } = new("--npy")
    {
        Description = "NumPy: what an array is like, for example Bodies=1. May be repeated.",
        HelpName = "NAME=VALUE",
        DefaultValueFactory = _ => [],
    };

    public Option<float> Units { get; } = new("--units")
    {
        Description = "BVH: what positions are multiplied by, 0.01 for files in centimeters.",
        HelpName = "FACTOR",
        DefaultValueFactory = _ => 1,
    };

    public Option<string> Intervals { get; } = new("--intervals")
    {
        Description = "PKU-MMD: the folder of label files.",
        HelpName = "FOLDER",
    };

    public LoadingOptions Loading { get; } = new();

    public Option<OnBadFile> OnBadFile { get; } = new("--on-bad-file")
    {
        Description = "What to do with a file or clip that cannot be read, or has nobody in it.",
        HelpName = "Throw|Skip",
    };

    public IEnumerable<Option> All => [Data, Format, .. Describing, OnBadFile];

    /// <summary>What is said of recordings besides where they lie and what they are.</summary>
    public IEnumerable<Option> Describing => [.. Loading.All, Actions, LabelsFile, Names, Layout, Csv, Npy, Units, Intervals];

    /// <summary>Where the recordings lie; null where that is not said.</summary>
    public string? PathIn(ParseResult parsed) => path is null ? parsed.GetValue(Data) : parsed.GetValue(path);

    /// <summary>
    /// Checks what does not go together. After parsing: the value of an option that is wrong in itself cannot be asked for.
    /// </summary>
    /// <exception cref="FormatException">Two options contradict each other, or one is missing.</exception>
    public void Check(ParseResult parsed)
    {
        var format = parsed.GetValue(Format)!;
        Refusal.Unless(
            PathIn(parsed) is not null || format == Choices.Synthetic,
            $"--data: expected where the recordings lie; only --format {Choices.Synthetic} needs none.");
        Restrict(Csv, "csv");
        Restrict(Npy, "npy");
        Restrict(LabelsFile, [.. Choices.Files]);
        foreach (var option in Loading.All)
            Restrict(option, [.. Choices.Files]);
        Restrict(Units, "bvh");
        Restrict(Layout, [.. Own.Except(["kinetics"])]);
        var tellsElsewhere = parsed.GetValue(LabelsFile) is not null || parsed.GetValue(Loading.PathPattern) is not null;
        Restrict(Actions, tellsElsewhere ? [.. Choices.Files] : Own);
        Restrict(Names, Own);

        void Restrict(Option option, params string[] formats) => Refusal.Unless(
            formats.Contains(format) || parsed.GetResult(option) is not { Implicit: false },
            $"{option.Name} is for --format {string.Join(", ", formats)}; leave it out.");
    }
}
