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

    /// <param name="options">The options that name recordings.</param>
    /// <param name="splits">The options that divide them.</param>
    /// <param name="parsed">What was given.</param>
    /// <param name="usualOrder">Which bodies go into a clip where no option says; null for the loader's own choice.</param>
    public DividedRecordings(RecordingOptions options, SplitOptions splits, ParseResult parsed, BodyOrder? usualOrder)
    {
        _options = options;
        _splits = splits;
        _parsed = parsed;
        _recordings = new Recordings(options, parsed) { UsualOrder = usualOrder };
        _format = new Lazy<RecordingFormat>(() => _recordings.Labeled(options.LabelsFile));
    }

    public string Format => _recordings.Format;

    /// <summary>The split as results name it, with the values that are tested on.</summary>
    public string Split
    {
        get
        {
            var split = Test is { } values ? $"{SplitWord} {values}" : SplitWord;
            return Select is null ? split : $"{split}, within its training part {Select}";
        }
    }

    /// <summary>What reports call the split.</summary>
    public string Title
    {
        get
        {
            var title = ByColumn?.Title ?? Published.Name;
            return Select is null ? title : $"{title}, selection within the training part: {Select}";
        }
    }

    public bool CanTurn => _recordings.IsSynthetic || _format.Value.CanTurn;

    /// <summary>How the recordings are read; null for made-up ones.</summary>
    public RecordingFormat? Described => _recordings.IsSynthetic ? null : _format.Value;

    /// <summary>The part of a published split that is tested on.</summary>
    public SkeletonSplit PublishedTest => Published.Test;

    private string SplitWord => _parsed.GetValue(_splits.Split)!;

    private string? Select => _parsed.GetValue(_splits.Select);

    private string? Test => _parsed.GetValue(_splits.Test);

    private ColumnSplit? ByColumn => ColumnSplit.IsOne(SplitWord) ? new ColumnSplit(SplitWord, Test) : null;

    private SkeletonProtocol Published => Choices.Split(SplitWord, _parsed.GetValue(_splits.List));

    public (IDataView Train, IDataView Test) Load(MLContext ml, EncoderFacts judged, ExperimentOptions experiment)
        => Load(ml, judged, experiment.Seed ?? 1, experiment.CancellationToken);

    /// <param name="ml">The context.</param>
    /// <param name="judged">The encoder that is to see them, or none.</param>
    /// <param name="seed">What made-up clips are drawn from.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public (IDataView Train, IDataView Test) Load(MLContext ml, EncoderFacts judged, int seed, CancellationToken cancellationToken)
    {
        if (_recordings.IsSynthetic)
        {
            var protocol = Published;
            return (Recordings.MakeUp(ml, judged, protocol.Train, seed), Recordings.MakeUp(ml, judged, protocol.Test, seed));
        }

        var data = _parsed.GetValue(_options.Data)!;
        if (_parsed.GetValue(_splits.TestData) is { } testData)
        {
            var known = Read(data, _format.Value, null);
            // Labels that are found are those of --data, so that both parts count them alike.
            var unknown = _recordings.Labeled(_splits.TestLabelsFile).WithActions(LabelNames.Of(known.Schema["Label"]));
            return (known, Read(testData, unknown, null));
        }

        var divided = ByColumn is { } columns ? columns.Protocol(Read(data, _format.Value, null)) : Published;
        if (Select is { } values)
            divided = SelectionSplit.Of(values).Within(divided.Train, Read(data, _format.Value, divided.Train));
        return (Read(data, _format.Value, divided.Train), Read(data, _format.Value, divided.Test));

        IDataView Read(string path, RecordingFormat format, SkeletonSplit? part)
            => _recordings.Load(ml, judged, path, format, part, cancellationToken);
    }
}
