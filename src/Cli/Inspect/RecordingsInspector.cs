using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Cli.Data;

namespace MsMclr.MLNet.Cli.Inspect;

/// <summary>Reads all recordings of a folder once, and counts what is in them.</summary>
internal sealed class RecordingsInspector
{
    private static readonly string[] Numbers = ["Subject", "Camera", "Setup"];
    private readonly DataViewSchema _schema;
    private readonly int _bodies;
    private readonly int _bodySize;
    private readonly List<int> _frames = [];
    private readonly SortedDictionary<uint, int> _clipsByBodies = [];
    private readonly LabelCount _labels;
    private readonly Dictionary<string, SortedDictionary<uint, int>> _clipsByNumber;

    private RecordingsInspector(DataViewSchema schema)
    {
        _schema = schema;
        var dimensions = ((VectorDataViewType)schema["Clip"].Type).Dimensions;
        _bodies = dimensions[1];
        _bodySize = dimensions[2] * dimensions[3];
        _labels = new LabelCount(schema["Label"]);
        _clipsByNumber = Numbers.Where(name => schema.GetColumnOrNull(name) is not null)
            .ToDictionary(name => name, _ => new SortedDictionary<uint, int>());
    }

    /// <exception cref="FormatException">Nothing can be read, or the options say what cannot be.</exception>
    public static Inspection Of(MLContext ml, Recordings recordings, string path, CancellationToken cancellationToken)
    {
        var bad = new List<SkeletonFileException>();
        var format = recordings.Described();
        using var noEncoder = new EncoderFacts(ml, file: null);
        var view = recordings.Load(ml, noEncoder, path, format, part: null, cancellationToken, bad.Add);
        var inspector = new RecordingsInspector(view.Schema);
        inspector.Read(view);

        var inspection = new Inspection("recordings");
        inspection.Add("format", format.Files.Name);
        inspection.Add("layout", format.Files.Layout.Name);
        inspection.Add("joints", format.Files.Layout.JointCount);
        inspection.Add("channels", format.Files.Channels);
        inspector.AddTo(inspection, isLabeled: format.IsLabeled);
        List<string> reasons = [.. bad.Select(error => error.Message)];
        inspection.Add("bad files", reasons.Count);
        if (reasons.Count > 0)
            inspection.Add("reasons", reasons);
        return inspection;
    }

    private void Read(IDataView view)
    {
        using var cursor = view.GetRowCursor(_schema);
        var getClip = cursor.GetGetter<VBuffer<float>>(_schema["Clip"]);
        var getLabel = cursor.GetGetter<uint>(_schema["Label"]);
        var getNumbers = _clipsByNumber.Keys.ToDictionary(name => name, name => cursor.GetGetter<uint>(_schema[name]));
        var clip = default(VBuffer<float>);
        var number = 0u;
        while (cursor.MoveNext())
        {
            getClip(ref clip);
            _frames.Add(clip.Length / (_bodies * _bodySize));
            Count(_clipsByBodies, PresentBodies(clip));
            getLabel(ref number);
            _labels.Add(number);
            foreach (var (name, getNumber) in getNumbers)
            {
                getNumber(ref number);
                Count(_clipsByNumber[name], number);
            }
        }
    }

    // A body is present where one of its coordinates is not 0 in any frame.
    private uint PresentBodies(VBuffer<float> clip)
    {
        var present = new bool[_bodies];
        foreach (var (index, value) in clip.Items())
            present[index / _bodySize % _bodies] |= value != 0;
        return (uint)present.Count(isPresent => isPresent);
    }

    private void AddTo(Inspection inspection, bool isLabeled)
    {
        inspection.Add("clips", _frames.Count);
        if (_frames.Count > 0)
        {
            _frames.Sort();
            var upper = _frames[_frames.Count / 2];
            var lower = _frames[(_frames.Count - 1) / 2];
            inspection.Add("shortest clip", _frames[0]);
            inspection.Add("median clip", (lower + upper) / 2.0);
            inspection.Add("longest clip", _frames[^1]);
            inspection.Add("clips by bodies", NumberCounts.Of(_clipsByBodies));
        }

        if (isLabeled)
            _labels.AddTo(inspection);
        foreach (var (name, counts) in _clipsByNumber)
            inspection.Add($"{name.ToLowerInvariant()}s", NumberCounts.Of(counts));
    }

    private static void Count(SortedDictionary<uint, int> counts, uint number) => counts[number] = counts.GetValueOrDefault(number) + 1;
}
