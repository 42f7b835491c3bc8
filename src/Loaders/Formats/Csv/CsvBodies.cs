using System.Runtime.InteropServices;

namespace MsMclr.MLNet.Loaders.Formats.Csv;

/// <summary>The bodies of one clip, in the order in which rows begin them, whatever the order of the rows.</summary>
/// <param name="joints">V, joints a body.</param>
/// <param name="channels">C, values a joint.</param>
internal sealed class CsvBodies(int joints, int channels)
{
    private readonly List<CsvBody> _bodies = [];
    private readonly List<float> _values = [];
    private readonly List<bool> _seen = [];
    private readonly Dictionary<(long Frame, ulong Id), int> _known = [];
    private readonly Dictionary<long, int> _unnamed = [];
    private readonly Dictionary<long, int> _counts = [];

    public int Count => _bodies.Count;

    /// <summary>Gets the frames that have been begun.</summary>
    public IReadOnlyCollection<long> Frames => _counts.Keys;

    public CsvBody this[int body] => _bodies[body];

    /// <summary>The values of a body, NaN where nothing was told.</summary>
    public Span<float> Values(int body) => CollectionsMarshal.AsSpan(_values).Slice(body * joints * channels, joints * channels);

    public bool IsSeen(int body, int joint) => _seen[(body * joints) + joint];

    public void See(int body, int joint) => _seen[(body * joints) + joint] = true;

    public int CountSeen(int body) => CollectionsMarshal.AsSpan(_seen).Slice(body * joints, joints).Count(true);

    /// <summary>Begins a frame where it is new.</summary>
    public void Begin(long frame) => _counts.TryAdd(frame, 0);

    /// <summary>How many bodies a frame has.</summary>
    public int CountIn(long frame) => _counts[frame];

    /// <summary>The body of this id in a frame; -1 where it is new. Of bodies without an id the last one.</summary>
    public int Find(long frame, ulong? id)
    {
        if (id is { } known)
            return _known.GetValueOrDefault((frame, known), -1);
        return _unnamed.GetValueOrDefault(frame, -1);
    }

    /// <summary>Adds a body to a frame.</summary>
    public int Add(long frame, ulong? id)
    {
        var body = _bodies.Count;
        _bodies.Add(new CsvBody(frame, id));
        _counts[frame] = _counts.GetValueOrDefault(frame) + 1;
        if (id is { } known)
            _known[(frame, known)] = body;
        else
            _unnamed[frame] = body;
        CollectionsMarshal.SetCount(_values, _bodies.Count * joints * channels);
        CollectionsMarshal.SetCount(_seen, _bodies.Count * joints);
        Values(body).Fill(float.NaN);
        CollectionsMarshal.AsSpan(_seen)[(body * joints)..].Clear();
        return body;
    }

    public void Clear()
    {
        _bodies.Clear();
        _values.Clear();
        _seen.Clear();
        _known.Clear();
        _unnamed.Clear();
        _counts.Clear();
    }
}
