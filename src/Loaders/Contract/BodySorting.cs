using MsMclr.MLNet.Loaders.Bodies;

namespace MsMclr.MLNet.Loaders.Contract;

/// <summary>Brings bodies into the order of their frames. Within a frame they keep the order in which they came.</summary>
internal static class BodySorting
{
    public static void Sort(Span<BodyFrame> bodies, Span<float> values, int bodyLength)
    {
        var order = new int[bodies.Length];
        var keys = new long[bodies.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
            keys[i] = ((long)bodies[i].Frame << 32) | (uint)i;
        }

        Array.Sort(keys, order);
        var sorted = new float[values.Length];
        var frames = new BodyFrame[bodies.Length];
        for (var i = 0; i < order.Length; i++)
        {
            frames[i] = bodies[order[i]];
            values.Slice(order[i] * bodyLength, bodyLength).CopyTo(sorted.AsSpan(i * bodyLength));
        }

        sorted.CopyTo(values);
        frames.CopyTo(bodies);
    }

    /// <summary>Refuses an id that two bodies of a frame have.</summary>
    /// <exception cref="FormatException">It names frame and id.</exception>
    public static void RefuseTwins(ReadOnlySpan<BodyFrame> bodies, FrameAxis axis)
    {
        var seen = new HashSet<ulong>();
        for (var i = 0; i < bodies.Length; i++)
        {
            if (i > 0 && bodies[i].Frame != bodies[i - 1].Frame)
                seen.Clear();
            if (BodyIds.IsOne(bodies[i]) && !seen.Add(bodies[i].Id))
            {
                throw new FormatException(
                    $"frame number {axis.Number(bodies[i].Frame)} has body {bodies[i].Id} twice; each body of a frame needs an id of "
                    + "its own");
            }
        }
    }
}
