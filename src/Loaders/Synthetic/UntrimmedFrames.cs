using System.Runtime.InteropServices;

namespace MsMclr.MLNet.Loaders.Synthetic;

/// <summary>The frames of a recording that is put together from clips <c>[T, M, V, C]</c>.</summary>
internal sealed class UntrimmedFrames
{
    private const double Noise = 0.003;
    private static readonly int BodyLength = SkeletonLayout.NtuRgbd.JointCount * SyntheticSource.Channels;
    private static readonly int Center = SkeletonLayout.NtuRgbd.Center * SyntheticSource.Channels;
    private readonly List<float> _values = [];
    private readonly float[] _shift = new float[SyntheticSource.Channels];
    private float[]? _last;

    public static int FrameLength => SyntheticSource.Bodies * BodyLength;

    public int Count => _values.Count / FrameLength;

    public float[] Values => [.. _values];

    /// <summary>Adds the first person's way from the last posture to the first of the next clip; a stand, where there is none.</summary>
    public void Wait(int frames, ReadOnlySpan<float> next, ref ClipRandom random)
    {
        var to = next.IsEmpty ? _last! : First(next);
        var from = _last ?? to;
        // The next clip goes on where this person is.
        for (var axis = 0; axis < _shift.Length; axis++)
            _shift[axis] = from[Center + axis] - to[Center + axis];
        for (var frame = 1; frame <= frames; frame++)
        {
            var share = frame / (frames + 1.0);
            var eased = share * share * (3 - (2 * share));
            for (var value = 0; value < BodyLength; value++)
            {
                var aim = to[value] + _shift[value % _shift.Length];
                _values.Add((float)(from[value] + (eased * (aim - from[value])) + random.Normal(0, Noise)));
            }

            // Nobody else is there.
            for (var value = BodyLength; value < FrameLength; value++)
                _values.Add(0);
        }
    }

    /// <summary>Adds a clip, moved to where the person is.</summary>
    public void Add(ReadOnlySpan<float> clip)
    {
        for (var at = 0; at < clip.Length; at += BodyLength)
        {
            var body = clip.Slice(at, BodyLength);
            var isThere = body.ContainsAnyExcept(0f);
            for (var value = 0; value < BodyLength; value++)
                _values.Add(isThere ? body[value] + _shift[value % _shift.Length] : 0);
            if (isThere && at % FrameLength == 0)
                _last = CollectionsMarshal.AsSpan(_values)[^BodyLength..].ToArray();
        }
    }

    private static float[] First(ReadOnlySpan<float> clip)
    {
        for (var at = 0; at < clip.Length; at += FrameLength)
        {
            var body = clip.Slice(at, BodyLength);
            if (body.ContainsAnyExcept(0f))
                return body.ToArray();
        }

        throw new InvalidOperationException("Nobody is in a made-up clip.");
    }
}
