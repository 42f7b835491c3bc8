using System.Runtime.Intrinsics;

namespace MsMclr.MLNet.Transforms.Augmentation;

/// <summary>The smallest and the largest of a frame's coordinates, body by body.</summary>
internal static class JointRange
{
    /// <summary>Reads a frame. <paramref name="low"/> and <paramref name="high"/> take numbers <c>[C, M]</c>.</summary>
    public static void OfFrame(in SkeletonClip clip, int frame, Span<float> low, Span<float> high)
    {
        var shape = clip.Shape;
        for (var channel = 0; channel < shape.Channels; channel++)
        {
            var row = clip.Values.Slice(shape.Offset(channel, frame, 0, 0), shape.Joints * shape.Bodies);
            Of(row, low.Slice(channel * shape.Bodies, shape.Bodies), high.Slice(channel * shape.Bodies, shape.Bodies));
        }
    }

    /// <summary>
    /// Whether a body is there by the numbers of its frame: where the least and the greatest coordinate are 0, all of them are.
    /// </summary>
    public static bool IsPresent(ReadOnlySpan<float> low, ReadOnlySpan<float> high, int body, int bodies)
    {
        for (var at = body; at < low.Length; at += bodies)
        {
            if (low[at] != 0 || high[at] != 0)
                return true;
        }

        return false;
    }

    /// <summary>
    /// Reads one channel of a frame, <c>[V, M]</c>. <paramref name="low"/> and <paramref name="high"/> take M numbers. Missing joints
    /// (NaN) are passed over; where all are missing, the range is NaN.
    /// </summary>
    public static void Of(ReadOnlySpan<float> row, Span<float> low, Span<float> high)
    {
        var bodies = low.Length;
        var lanes = Vector256<float>.Count;
        row[..bodies].CopyTo(low);
        row[..bodies].CopyTo(high);
        if (lanes % bodies == 0 && row.Length >= lanes)
        {
            // Bodies stand side by side, so each has lanes of its own.
            var least = Vector256.Create(row);
            var most = least;
            for (row = row[lanes..]; row.Length >= lanes; row = row[lanes..])
            {
                var values = Vector256.Create(row);
                least = Vector256.MinNumber(least, values);
                most = Vector256.MaxNumber(most, values);
            }

            Span<float> ends = stackalloc float[2 * lanes];
            least.CopyTo(ends);
            most.CopyTo(ends[lanes..]);
            Extend(ends, low, high);
        }

        Extend(row, low, high);
    }

    private static void Extend(ReadOnlySpan<float> row, Span<float> low, Span<float> high)
    {
        for (; row.Length >= low.Length; row = row[low.Length..])
        {
            for (var body = 0; body < low.Length; body++)
            {
                low[body] = float.MinNumber(low[body], row[body]);
                high[body] = float.MaxNumber(high[body], row[body]);
            }
        }
    }
}
