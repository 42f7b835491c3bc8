using System.CommandLine;

namespace MsMclr.MLNet.Cli.Data;

/// <summary>The options that say how recordings are divided into a part to train on and a part to test on.</summary>
internal sealed class SplitOptions
{
    public Option<string> Split { get; } = new Option<string>("--split")
    {
        Description = "The protocol. 'subjects', 'views', 'setups' and 'test-data' divide recordings of any format.",
        Required = true,
    }.AcceptOnlyFromAmong([.. Choices.SplitsOf.Values.SelectMany(splits => splits).Distinct()]);

    public Option<string> Test { get; } = new("--test")
    {
        Description = "--split subjects, views or setups: the numbers to test on, for example 2,4,6.",
        HelpName = "NUMBERS",
    };

    public Option<string> TestData { get; } = new("--test-data")
    {
        Description = "--split test-data: where the recordings to test on lie.",
        HelpName = "PATH",
    };

    public Option<string> TestLabelsFile { get; } = new("--test-labels-file")
    {
        Description = "NumPy: the labels of --test-data.",
        HelpName = "FILE",
    };

    public Option<string> List { get; } = new("--list")
    {
        Description = "PKU-MMD cross-subject: the data set's list of recordings.",
        HelpName = "FILE",
    };

    public IEnumerable<Option> All => [Split, Test, TestData, TestLabelsFile, List];

    /// <summary>Checks what does not go together.</summary>
    /// <exception cref="FormatException">Two options contradict each other, or one is missing.</exception>
    public void Check(ParseResult parsed, RecordingOptions recordings)
    {
        var format = parsed.GetValue(recordings.Format)!;
        var split = parsed.GetValue(Split)!;
        var splits = Choices.SplitsOf[format];
        Refusal.Unless(
            splits.Contains(split),
            $"--split {split} does not divide --format {format}; that has {string.Join(", ", splits)}.");
        Refusal.Unless(
            Has(Test) == Choices.ByNumber.Contains(split),
            $"--test says which numbers --split {string.Join(", ", Choices.ByNumber)} test on, "
            + "for example --split subjects --test 2,4,6: give both or neither.");
        Refusal.Unless(
            Has(TestData) == (split == Choices.TestData),
            "--test-data says where the recordings of --split test-data lie: give both or neither.");
        Refusal.Unless(
            Has(TestLabelsFile) == (Has(recordings.LabelsFile) && split == Choices.TestData),
            "--test-labels-file has the labels of --test-data, as --labels-file those of --data: give both or neither.");

        bool Has(Option<string> option) => parsed.GetValue(option) is not null;
    }
}
