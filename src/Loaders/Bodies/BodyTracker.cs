namespace MsMclr.MLNet.Loaders.Bodies;

/// <summary>
/// Follows bodies from frame to frame: by id, and by distance where there is none, or where one id ends and another begins nearby.
/// </summary>
/// <remarks>
/// Whom a frame's ids do not tell is decided for all of them at once, so that the sum of distances is least. A body for which that sum
/// would grow by more than the largest jump begins a track of its own.
/// </remarks>
internal sealed class BodyTracker(BodyTrackingOptions options, BodyIds ids)
{
    private const int Many = 64;
    private const int Looked = 4;
    private readonly List<BodyTrack> _tracks = [];
    private readonly Dictionary<ulong, BodyTrack> _byId = [];
    private readonly List<BodyTrack> _recent = [];
    private readonly List<BodyTrack> _near = [];
    private readonly List<int> _unknown = [];
    private readonly BodyTrack?[] _before = new BodyTrack?[Looked];

    /// <summary>The tracks, in the order in which they begin.</summary>
    public static List<BodyTrack> Follow(in ClipBodies bodies, BodyTrackingOptions options)
    {
        var tracker = new BodyTracker(options, new BodyIds(bodies));
        for (int first = 0, end; first < bodies.Count; first = end)
        {
            end = bodies.EndOfFrame(first);
            tracker.AddFrame(bodies, first, end);
        }

        return tracker._tracks;
    }

    private void AddFrame(in ClipBodies bodies, int first, int end)
    {
        _unknown.Clear();
        for (var body = first; body < end; body++)
        {
            if (!bodies.IsAnybody(body))
                continue;
            if (ids.Tells(body) && KnownBy(bodies.Frames[body].Id, body - first) is { } track)
                track.Bodies.Add(body);
            else
                _unknown.Add(body);
        }

        if (_unknown.Count > 0)
            AddUnknown(bodies, bodies.Frames[first].Frame);
    }

    // Files mostly list bodies in one order: who was there in the frame before is looked at first.
    private BodyTrack? KnownBy(ulong id, int place)
    {
        if (place >= Looked)
            return _byId.GetValueOrDefault(id);
        if (_before[place]?.Id != id)
            _before[place] = _byId.GetValueOrDefault(id);
        return _before[place];
    }

    private void AddUnknown(in ClipBodies bodies, int frame)
    {
        FrameOrder.Sort(bodies, _unknown);
        _near.Clear();
        foreach (var track in _recent)
        {
            // One that has a body in this frame already was absent for -1 frames.
            var absence = track.Absence(bodies, frame);
            if (absence >= 0 && absence <= options.LongestAbsence)
                _near.Add(track);
        }

        var found = NearestTracks.Find(bodies, _unknown, _near, options.LargestJump, ids);
        for (var i = 0; i < _unknown.Count; i++)
            Add(bodies, found[i] ?? Begin(bodies, frame), _unknown[i]);
    }

    private void Add(in ClipBodies bodies, BodyTrack track, int body)
    {
        track.Bodies.Add(body);
        if (!ids.Tells(body))
            return;
        var id = bodies.Frames[body].Id;
        track.Id = id;
        _byId[id] = track;
    }

    private BodyTrack Begin(in ClipBodies bodies, int frame)
    {
        // Now and then, those are forgotten that nobody will go on with.
        if (_recent.Count >= Many)
            Forget(bodies, frame);
        var track = new BodyTrack();
        _tracks.Add(track);
        _recent.Add(track);
        return track;
    }

    private void Forget(in ClipBodies bodies, int frame)
    {
        for (var i = _recent.Count - 1; i >= 0; i--)
        {
            var track = _recent[i];
            var comesBack = track.Id is { } id && ids.LastFrame(bodies, id) >= frame;
            if (!comesBack && track.Absence(bodies, frame) > options.LongestAbsence)
                _recent.RemoveAt(i);
        }
    }
}
