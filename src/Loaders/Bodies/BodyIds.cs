namespace MsMclr.MLNet.Loaders.Bodies;

/// <summary>Which bodies of a clip have an id that tells them apart: in the file, not 0 or -1, and once in the frame.</summary>
internal sealed class BodyIds
{
    private readonly bool[] _tells;
    private Dictionary<ulong, int>? _lastFrames;

    public BodyIds(in ClipBodies bodies)
    {
        _tells = new bool[bodies.Count];
        for (int first = 0, end; first < bodies.Count; first = end)
        {
            end = bodies.EndOfFrame(first);
            if (end == first + 1)
            {
                _tells[first] = IsOne(bodies.Frames[first]);
                continue;
            }

            for (var body = first; body < end; body++)
                _tells[body] = IsOne(bodies.Frames[body]) && !IsTwice(bodies, body, first, end);
        }
    }

    /// <summary>Whether the file gives an id, and one that means a body. Trackers write 0 or -1 for none.</summary>
    public static bool IsOne(BodyFrame body) => body.HasId && body.Id is not (0 or ulong.MaxValue);

    public bool Tells(int body) => _tells[body];

    /// <summary>The last frame of the clip that has the id.</summary>
    public int LastFrame(in ClipBodies bodies, ulong id)
    {
        if (_lastFrames is not null)
            return _lastFrames[id];
        _lastFrames = [];
        for (var body = 0; body < bodies.Count; body++)
        {
            if (_tells[body])
                _lastFrames[bodies.Frames[body].Id] = bodies.Frames[body].Frame;
        }

        return _lastFrames[id];
    }

    private static bool IsTwice(in ClipBodies bodies, int body, int first, int end)
    {
        for (var other = first; other < end; other++)
        {
            if (other != body && bodies.Frames[other].Id == bodies.Frames[body].Id && IsOne(bodies.Frames[other]))
                return true;
        }

        return false;
    }
}
