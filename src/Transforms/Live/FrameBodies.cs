using MsMclr.MLNet.Transforms.Scorer;

namespace MsMclr.MLNet.Transforms.Live;

/// <summary>The bodies of the frame that is looked at, checked and copied.</summary>
internal sealed class FrameBodies(BodyShape shape)
{
    private readonly List<ulong?> _ids = [];
    private float[] _values = [];

    public int Count => _ids.Count;

    public ReadOnlySpan<float> this[int body] => _values.AsSpan(body * shape.Length, shape.Length);

    /// <summary>The id that tells a body apart; null where it has none, or another body of the frame has the same.</summary>
    public ulong? Id(int body) => _ids[body];

    /// <summary>Takes a frame's bodies. What has no joint that was found is nobody.</summary>
    /// <exception cref="ArgumentException">A body has other sizes, or an infinite coordinate.</exception>
    public void Take(SkeletonFrame frame, long number)
    {
        _ids.Clear();
        if (_values.Length < frame.Bodies.Count * shape.Length)
            _values = new float[frame.Bodies.Count * shape.Length];
        for (var body = 0; body < frame.Bodies.Count; body++)
        {
            var given = frame.Bodies[body];
            if (given.Values.Length != shape.Length)
            {
                throw new ArgumentException(
                    $"Frame {number}, body {body} has {given.Values.Length} values; the model's bodies have V * C = "
                    + $"{shape.Layout.JointCount} * {shape.Channels} = {shape.Length} ({shape.Layout}).",
                    nameof(frame));
            }

            var own = _values.AsSpan(Count * shape.Length, shape.Length);
            given.Values.Span.CopyTo(own);
            if (IsSomebody(own, number, body))
                _ids.Add(given.HasId ? given.Id : null);
        }

        for (var body = 0; body < Count; body++)
            ForgetTwins(body);
    }

    // As in loaded recordings: one NaN makes the whole joint missing, with score 0.
    private bool IsSomebody(Span<float> values, long number, int body)
    {
        var isAnybody = false;
        for (var joint = 0; joint < values.Length; joint += shape.Channels)
        {
            var coordinates = values.Slice(joint, shape.Coordinates);
            if (values.Slice(joint, shape.Channels).ContainsAny(float.PositiveInfinity, float.NegativeInfinity))
            {
                throw new ArgumentException(
                    $"Frame {number}, body {body}, joint {shape.Layout.Joints[joint / shape.Channels]} has an infinite value. Values are "
                    + "finite numbers, or NaN for a joint that was not found.");
            }

            if (values.Slice(joint, shape.Channels).Contains(float.NaN))
            {
                coordinates.Fill(float.NaN);
                values.Slice(joint + shape.Coordinates, shape.Channels - shape.Coordinates).Clear();
                continue;
            }

            isAnybody |= BodyExtent.IsFound(coordinates);
        }

        return isAnybody;
    }

    private void ForgetTwins(int body)
    {
        if (_ids[body] is not { } id || _ids.IndexOf(id, body + 1) < 0)
            return;
        for (var other = body; other < Count; other++)
        {
            if (_ids[other] == id)
                _ids[other] = null;
        }
    }
}
