using System.CommandLine;
using Microsoft.ML;

namespace MsMclr.MLNet.Cli.Evaluate;

/// <summary>The clips that the options name, in two parts.</summary>
internal sealed class Recordings(DataOptions options, ParseResult parsed)
{
    private readonly Lazy<ISkeletonFormat> _format = new(() => new Formats(options, parsed).Of(options.LabelsFile));
    private readonly HashSet<string> _skipped = [];

    public string Format => parsed.GetValue(options.Format)!;

    /// <summary>The split as results name it, with the numbers that are tested on.</summary>
    public string Split => parsed.GetValue(options.Test) is { } numbers ? $"{SplitWord} {numbers}" : SplitWord;

    public SkeletonProtocol Protocol => Choices.Split(SplitWord, parsed.GetValue(options.List), Test);

    public bool CanTurn => Format == Choices.Synthetic || Layouts.CanTurn(_format.Value);

    private string SplitWord => parsed.GetValue(options.Split)!;

    private IReadOnlyList<uint> Test => parsed.GetValue(options.Test) is { } numbers ? NumberedSplit.Numbers(numbers) : [];

    public (IDataView Train, IDataView Test) Load(MLContext ml, EncoderFacts judged, ExperimentOptions experiment)
    {
        var protocol = Protocol;
        if (Format == Choices.Synthetic)
        {
            IDataView Made(SkeletonSplit part) => ml.Data.LoadSyntheticSkeletons(judged.Fit(new SyntheticSkeletons.Options { Subjects = 16, Repetitions = 1, Split = part, Seed = experiment.Seed ?? 1 }));
            return (Made(protocol.Train), Made(protocol.Test));
        }

        IDataView Read(string path, ISkeletonFormat format, SkeletonSplit? part) => ml.Data.LoadFromSkeletonFiles(path, judged.Fit(new SkeletonLoader.Options
        {
            Format = format, Split = part, OnBadFile = parsed.GetValue(options.OnBadFile), OnSkipped = Skipped, CancellationToken = experiment.CancellationToken,
        }));
        var data = parsed.GetValue(options.Data)!;
        if (parsed.GetValue(options.TestData) is { } testData)
            return (Read(data, _format.Value, protocol.Train), Read(testData, new Formats(options, parsed).Of(options.TestLabelsFile), protocol.Test));
        if (Choices.ByNumber.Contains(SplitWord))
            NumberedSplit.Check(SplitWord, Test, Read(data, _format.Value, null));
        return (Read(data, _format.Value, protocol.Train), Read(data, _format.Value, protocol.Test));
    }

    // Every pass comes by the same clips; each is told of once.
    private void Skipped(SkeletonFileException bad)
    {
        lock (_skipped)
        {
            if (_skipped.Add(bad.Message))
                Console.Error.WriteLine($"Left out: {bad.Message}");
        }
    }
}
