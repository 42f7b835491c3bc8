using System.CommandLine;

namespace MsMclr.MLNet.Cli.Data;

/// <summary>The options that say how recordings are divided into a part to train on and a part to test on.</summary>
internal sealed class SplitOptions
{
    public Option<string> Split { get; } = new("--split")
    {
        Description = "The protocol: a published one, or subjects, views, setups, column:NAME or test-data, which divide recordings of any "
            + "format. column:Subject=1,2,3 trains on these and tests on all others.",
        HelpName = string.Join('|', Choices.SplitsOf.Values.SelectMany(splits => splits).Distinct()) + "|column:NAME[=VALUES]",
        Required = true,
    };

    public Option<string> Test { get; } = new("--test")
    {
        Description = "--split subjects, views, setups or column:NAME: the values to test on, for example 2,4,6.",
        HelpName = "VALUES",
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

    public Option<string> Select { get; } = new("--select")
    {
        Description = "Judges settings without a look at the split's test part: of the training part, the clips with these values are "
            + "judged by, and the rest is trained on. For example Camera=2, or Subject=1,3.",
        HelpName = "COLUMN=VALUES",
    };

    public Option<string> List { get; } = new("--list")
    {
        Description = "PKU-MMD cross-subject: the data set's list of recordings.",
        HelpName = "FILE",
    };

    public IEnumerable<Option> All => [Split, Test, Select, TestData, TestLabelsFile, List];

    /// <summary>Checks what does not go together.</summary>
    /// <exception cref="FormatException">Two options contradict each other, or one is missing.</exception>
    public void Check(ParseResult parsed, RecordingOptions recordings)
    {
        var format = parsed.GetValue(recordings.Format)!;
        var split = parsed.GetValue(Split)!;
        var splits = Choices.SplitsOf[format];
        var isByColumn = ColumnSplit.IsOne(split);
        Refusal.Unless(
            splits.Contains(split) || (isByColumn && format != Choices.Synthetic),
            $"--split {split} does not divide --format {format}; that has {string.Join(", ", splits)}"
            + $"{(format == Choices.Synthetic ? "" : ", column:NAME")}.");
        if (isByColumn)
            _ = new ColumnSplit(split, parsed.GetValue(Test));
        if (parsed.GetValue(Select) is { } select)
        {
            Refusal.Unless(split != Choices.TestData, "--select divides the training part of a split; take another --split than test-data.");
            Refusal.Unless(format != Choices.Synthetic, "--select divides recordings; --format synthetic has made-up ones.");
            _ = SelectionSplit.Of(select);
        }

        Refusal.Unless(
            isByColumn || !Has(Test),
            $"--test says which values --split {string.Join(", ", ColumnSplit.Words)} or column:NAME test on; leave it out.");
        Refusal.Unless(
            Has(TestData) == (split == Choices.TestData),
            "--test-data says where the recordings of --split test-data lie: give both or neither.");
        Refusal.Unless(
            !Has(TestLabelsFile) || (Has(recordings.LabelsFile) && split == Choices.TestData),
            "--test-labels-file has the labels of --test-data, as --labels-file those of --data: give both or neither.");
        Refusal.Unless(
            format != "npy" || Has(TestLabelsFile) == (Has(recordings.LabelsFile) && split == Choices.TestData),
            "--test-labels-file has the labels of --test-data, as --labels-file those of --data: give both or neither.");

        bool Has(Option<string> option) => parsed.GetValue(option) is not null;
    }
}
