using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Cli.Data;
using MsMclr.MLNet.Cli.Inspect.Clips;
using MsMclr.MLNet.Cli.Inspect.Facts;
using MsMclr.MLNet.Cli.Inspect.Picture;

namespace MsMclr.MLNet.Cli.Inspect;

/// <summary>Reads all recordings of a folder once, and says what is in them.</summary>
internal sealed class RecordingsInspector
{
    private const int FramesOfPicture = 8;
    private static readonly string[] Numbers = ["Subject", "Camera", "Setup"];
    private readonly DataViewSchema _schema;
    private readonly ClipFrames _clip;
    private readonly List<int> _frames = [];
    private readonly SortedDictionary<float, int> _rates = [];
    private readonly BodyCount _bodies;
    private readonly BodySize _size;
    private readonly LabelCount _labels;
    private readonly Dictionary<string, NumberCount> _numbers;
    private int _framesDrawn;

    private RecordingsInspector(DataViewSchema schema)
    {
        _schema = schema;
        _clip = new ClipFrames(schema["Clip"]);
        _bodies = new BodyCount(_clip.Layout);
        _size = new BodySize(_clip.Layout);
        _labels = new LabelCount(schema["Label"]);
        _numbers = Numbers.Where(name => schema.GetColumnOrNull(name) is not null)
            .ToDictionary(name => name, name => new NumberCount(schema[name]));
    }

    /// <summary>Reads recordings.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="recordings">How they are loaded.</param>
    /// <param name="path">Where they lie.</param>
    /// <param name="format">What they are.</param>
    /// <param name="wantsPicture">Whether a clip is to be drawn.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="FormatException">Nothing can be read, or the options say what cannot be.</exception>
    public static RecordingsFound Of(
        MLContext ml,
        Recordings recordings,
        string path,
        RecordingFormat format,
        bool wantsPicture,
        CancellationToken cancellationToken)
    {
        var bad = new List<SkeletonFileException>();
        using var noEncoder = new EncoderFacts(ml, file: null);
        var view = recordings.Load(ml, noEncoder, path, format, part: null, cancellationToken, bad.Add);
        var inspector = new RecordingsInspector(view.Schema);
        inspector.Read(view, wantsPicture);

        var inspection = new Inspection("recordings");
        inspection.Add("format", format.Files.Name);
        LayoutFacts.AddTo(inspection, format.Files);
        inspector.AddTo(inspection, isLabeled: format.IsLabeled);
        List<string> reasons = [.. bad.Select(error => error.Message)];
        inspection.Add("bad files", reasons.Count);
        if (reasons.Count > 0)
            inspection.Add("reasons", reasons);
        return new RecordingsFound(inspection, inspector.Picture, inspector._frames.Count);
    }

    /// <summary>The picture of a clip; null where none was wanted, or nobody is in one.</summary>
    private string? Picture { get; set; }

    private void Read(IDataView view, bool wantsPicture)
    {
        using var cursor = view.GetRowCursor(_schema);
        var getClip = cursor.GetGetter<VBuffer<float>>(_schema["Clip"]);
        var getLabel = cursor.GetGetter<uint>(_schema["Label"]);
        var getName = cursor.GetGetter<ReadOnlyMemory<char>>(_schema["Name"]);
        var getRate = _schema.GetColumnOrNull("FrameRate") is { } rates ? cursor.GetGetter<float>(rates) : null;
        var getNumbers = _numbers.Keys.ToDictionary(name => name, name => cursor.GetGetter<uint>(_schema[name]));
        var clip = default(VBuffer<float>);
        var name = default(ReadOnlyMemory<char>);
        var number = 0u;
        var rate = 0f;
        while (cursor.MoveNext())
        {
            getClip(ref clip);
            _clip.Take(clip);
            _frames.Add(_clip.Frames);
            _bodies.Add(_clip);
            _size.Add(_clip);
            getRate?.Invoke(ref rate);
            if (getRate is not null)
                _rates[rate] = _rates.GetValueOrDefault(rate) + 1;
            getLabel(ref number);
            _labels.Add(number);
            foreach (var (column, getNumber) in getNumbers)
            {
                getNumber(ref number);
                _numbers[column].Add(number);
            }

            getName(ref name);
            if (wantsPicture)
                Draw(name.ToString());
        }
    }

    // The first clip that is long enough for all poses, or the longest.
    private void Draw(string name)
    {
        if (_framesDrawn >= FramesOfPicture || _clip.Frames <= _framesDrawn)
            return;
        Picture = ClipPicture.Of(_clip, name) ?? Picture;
        _framesDrawn = Picture is null ? 0 : _clip.Frames;
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
            if (_rates.Count > 0)
                inspection.Add("frames a second", NumberCounts.Of(_rates));
            _bodies.AddTo(inspection);
            _size.AddTo(inspection);
        }

        if (isLabeled)
            _labels.AddTo(inspection);
        foreach (var (name, count) in _numbers)
            inspection.Add($"{name.ToLowerInvariant()}s", count.Counts);
    }
}
