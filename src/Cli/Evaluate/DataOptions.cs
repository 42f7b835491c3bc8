using System.CommandLine;

namespace MsMclr.MLNet.Cli.Evaluate;

/// <summary>The options that say what the recordings are and how they are divided.</summary>
internal sealed class DataOptions
{
    private static readonly string[] Own = ["csv", "npy", "kinetics", "openpose", "coco", "bvh"];

    public Option<string> Data { get; } = new("--data") { Description = "Where the recordings lie: a folder, a file or a pattern. Not for synthetic." };

    public Option<string> Format { get; } = new Option<string>("--format") { Description = "What they are.", Required = true }.AcceptOnlyFromAmong([.. Choices.SplitsOf.Keys]);

    public Option<string> Split { get; } = new Option<string>("--split") { Description = "The protocol; subjects, views, setups and test-data divide recordings of any format.", Required = true }
        .AcceptOnlyFromAmong([.. Choices.SplitsOf.Values.SelectMany(splits => splits).Distinct()]);

    public Option<string> Test { get; } = new("--test") { Description = "--split subjects, views or setups: the numbers to test on, for example 2,4,6.", HelpName = "NUMBERS" };

    public Option<string> TestData { get; } = new("--test-data") { Description = "--split test-data: where the recordings to test on lie." };

    public Option<string> Actions { get; } = new("--actions") { Description = "The actions' names, a text file with one a line in the order of their numbers; or only how many there are, for example 60." };

    public Option<string> LabelsFile { get; } = new("--labels-file") { Description = "NumPy: the labels of --data, .npy or lines 'label' or 'name,label'." };

    public Option<string> TestLabelsFile { get; } = new("--test-labels-file") { Description = "NumPy: the labels of --test-data." };

    public Option<string> Names { get; } = new("--names") { Description = "What clips' names tell: a regular expression with groups named action, subject, camera, setup, replication.", HelpName = "REGEX" };

    public Option<string> Layout { get; } = new("--layout") { Description = "The skeleton: NtuRgbd, Coco17 and so on, or a layout's JSON file." };

    public Option<string[]> Csv { get; } = new("--csv") { Description = "CSV: what a column means, for example ClipColumn=clip; may be repeated.", HelpName = "NAME=VALUE", DefaultValueFactory = _ => [] };

    public Option<string[]> Npy { get; } = new("--npy") { Description = "NumPy: what an array is like, for example Bodies=1; may be repeated.", HelpName = "NAME=VALUE", DefaultValueFactory = _ => [] };

    public Option<float> Scale { get; } = new("--scale") { Description = "BVH: what positions are multiplied by, 0.01 for files in centimeters.", DefaultValueFactory = _ => 1 };

    public Option<string> Intervals { get; } = new("--intervals") { Description = "PKU-MMD: the folder of label files." };

    public Option<string> List { get; } = new("--list") { Description = "PKU-MMD cross-subject: the data set's list of recordings." };

    public Option<OnBadFile> OnBadFile { get; } = new("--on-bad-file") { Description = "What to do with a file or clip that cannot be read, or has nobody in it.", HelpName = "Throw|Skip" };

    public IEnumerable<Option> All => [Data, Format, Split, Test, TestData, Actions, LabelsFile, TestLabelsFile, Names, Layout, Csv, Npy, Scale, Intervals, List, OnBadFile];

    /// <summary>What does not go together. After parsing: the value of an option that is wrong in itself cannot be asked for.</summary>
    /// <exception cref="FormatException">Two options contradict each other, or one is missing.</exception>
    public void Check(ParseResult parsed)
    {
        var (format, split) = (parsed.GetValue(Format)!, parsed.GetValue(Split)!);
        Refusal.Unless(parsed.GetValue(Data) is not null || format == Choices.Synthetic, $"--data: expected where the recordings lie; only --format {Choices.Synthetic} needs none.");
        Refusal.Unless(Choices.SplitsOf[format].Contains(split), $"--split {split} does not divide --format {format}; that has {string.Join(", ", Choices.SplitsOf[format])}.");
        Refusal.Unless(parsed.GetValue(Test) is not null == Choices.ByNumber.Contains(split),
            $"--test says which numbers --split {string.Join(", ", Choices.ByNumber)} test on, for example --split subjects --test 2,4,6: give both or neither.");
        Refusal.Unless(parsed.GetValue(TestData) is not null == (split == Choices.TestData), "--test-data says where the recordings of --split test-data lie: give both or neither.");
        Refusal.Unless(parsed.GetValue(TestLabelsFile) is not null == (parsed.GetValue(LabelsFile) is not null && split == Choices.TestData),
            "--test-labels-file has the labels of --test-data, as --labels-file those of --data: give both or neither.");
        foreach (var (option, formats) in new (Option, string[])[] { (Csv, ["csv"]), (Npy, ["npy"]), (LabelsFile, ["npy"]), (Scale, ["bvh"]), (Layout, [.. Own.Except(["kinetics"])]), (Actions, Own), (Names, Own) })
            Refusal.Unless(formats.Contains(format) || parsed.GetResult(option) is not { Implicit: false }, $"{option.Name} is for --format {string.Join(", ", formats)}; leave it out.");
    }
}
