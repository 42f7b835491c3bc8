using System.CommandLine;
using Microsoft.ML;
using MsMclr.MLNet.Cli.Data;

namespace MsMclr.MLNet.Cli.Evaluate;

/// <summary>The clips that the options name, in a part to train on and a part to test on.</summary>
internal sealed class DividedRecordings
{
    private readonly RecordingOptions _options;
    private readonly SplitOptions _splits;
    private readonly ParseResult _parsed;
    private readonly Recordings _recordings;
    private readonly Lazy<RecordingFormat> _format;

    public DividedRecordings(RecordingOptions options, SplitOptions splits, ParseResult parsed)
    {
        _options = options;
        _splits = splits;
        _parsed = parsed;
        _recordings = new Recordings(options, parsed);
        _format = new Lazy<RecordingFormat>(() => _recordings.Labeled(options.LabelsFile));
    }

    public string Format => _recordings.Format;

    /// <summary>The split as results name it, with the numbers that are tested on.</summary>
    public string Split => _parsed.GetValue(_splits.Test) is { } numbers ? $"{SplitWord} {numbers}" : SplitWord;

    public SkeletonProtocol Protocol => Choices.Split(SplitWord, _parsed.GetValue(_splits.List), Test);

    public bool CanTurn => _recordings.IsSynthetic || _format.Value.CanTurn;

    private string SplitWord => _parsed.GetValue(_splits.Split)!;

    private IReadOnlyList<uint> Test => _parsed.GetValue(_splits.Test) is { } numbers ? NumberedSplit.Numbers(numbers) : [];

    public (IDataView Train, IDataView Test) Load(MLContext ml, EncoderFacts judged, ExperimentOptions experiment)
    {
        var protocol = Protocol;
        if (_recordings.IsSynthetic)
        {
            var seed = experiment.Seed ?? 1;
            return (Recordings.MakeUp(ml, judged, protocol.Train, seed), Recordings.MakeUp(ml, judged, protocol.Test, seed));
        }

        var data = _parsed.GetValue(_options.Data)!;
        if (_parsed.GetValue(_splits.TestData) is { } testData)
            return (Read(data, _format.Value, protocol.Train), Read(testData, _recordings.Labeled(_splits.TestLabelsFile), protocol.Test));
        if (Choices.ByNumber.Contains(SplitWord))
            NumberedSplit.Check(SplitWord, Test, Read(data, _format.Value, null));
        return (Read(data, _format.Value, protocol.Train), Read(data, _format.Value, protocol.Test));

        IDataView Read(string path, RecordingFormat format, SkeletonSplit? part)
            => _recordings.Load(ml, judged, path, format, part, experiment.CancellationToken);
    }
}
