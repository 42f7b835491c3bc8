namespace MsMclr.MLNet.Loaders.Bodies;

/// <summary>Which bodies of a clip have an id that tells them apart: in the file, not 0 or -1, and once in the frame.</summary>
internal sealed class BodyIds
{
    private readonly bool[] _tells;
    private readonly Dictionary<ulong, int> _lastFrame = [];

    public BodyIds(in ClipBodies bodies)
    {
        _tells = new bool[bodies.Count];
        for (int first = 0, end; first < bodies.Count; first = end)
        {
            end = bodies.EndOfFrame(first);
            for (var body = first; body < end; body++)
            {
                _tells[body] = IsOne(bodies.Frames[body]) && !IsTwice(bodies, body, first, end);
                if (_tells[body])
                    _lastFrame[bodies.Frames[body].Id] = bodies.Frames[body].Frame;
            }
        }
    }

    /// <summary>Whether the file gives an id, and one that means a body. Trackers write 0 or -1 for none.</summary>
    public static bool IsOne(BodyFrame body) => body.HasId && body.Id is not (0 or ulong.MaxValue);

    public bool Tells(int body) => _tells[body];

    /// <summary>The last frame of the clip that has the id.</summary>
    public int LastFrame(ulong id) => _lastFrame[id];

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
