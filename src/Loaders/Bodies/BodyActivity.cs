using System.Numerics;

namespace MsMclr.MLNet.Loaders.Bodies;

/// <summary>
/// How much a body moves in a clip: the sum over coordinates and frames of the squared deviation from the mean. Coordinates that were not
/// found, and scores, are passed over.
/// </summary>
/// <remarks>
/// As many coordinates as a vector has are followed through all frames, and then the next ones: their sums stay in registers. Deviations
/// are counted from where the coordinate was in the first frame, which keeps the difference of the two sums exact enough without a second
/// pass for the mean.
/// </remarks>
internal static class BodyActivity
{
    /// <summary>The sum for one body.</summary>
    /// <param name="bodies">The clip.</param>
    /// <param name="track">The clip's bodies that are this one, at least one.</param>
    public static double Of(in ClipBodies bodies, ReadOnlySpan<int> track)
    {
        var total = 0.0;
        var done = 0;
        for (; bodies.BodyLength - done >= Vector<float>.Count; done += Vector<float>.Count)
            total += OfVector(bodies, track, done, Counted(bodies, done, done));
        var last = bodies.BodyLength - Vector<float>.Count;
        // A last vector ends with the body. What others counted is left out.
        if (last >= 0 && done < bodies.BodyLength)
            total += OfVector(bodies, track, last, Counted(bodies, last, done));
        for (; last < 0 && done < bodies.BodyLength; done++)
            total += done % bodies.Channels < bodies.Coordinates ? OfValue(bodies, track, done) : 0;
        return Math.Max(total, 0);
    }

    private static double OfVector(in ClipBodies bodies, ReadOnlySpan<int> track, int at, Vector<int> counted)
    {
        var length = bodies.BodyLength;
        var values = bodies.Values[at..];
        var first = new Vector<float>(values[(track[0] * length)..]);
        var origin = Vector.ConditionalSelect(Vector.Equals(first, first), first, Vector<float>.Zero);
        var count = Vector<int>.Zero;
        var lowSum = Vector<double>.Zero;
        var highSum = Vector<double>.Zero;
        var lowSquares = Vector<double>.Zero;
        var highSquares = Vector<double>.Zero;
        foreach (var body in track)
        {
            var value = new Vector<float>(values[(body * length)..]);
            // Only NaN is not equal to itself.
            var found = Vector.Equals(value, value) & counted;
            var moved = (value - origin) & Vector.AsVectorSingle(found);
            Vector.Widen(moved, out var low, out var high);
            lowSum += low;
            highSum += high;
            lowSquares += low * low;
            highSquares += high * high;
            // Found is -1.
            count -= found;
        }

        var half = Vector<double>.Count;
        var total = Vector.Sum(lowSquares) + Vector.Sum(highSquares);
        for (var i = 0; i < half; i++)
            total -= Shift(lowSum[i], count[i]) + Shift(highSum[i], count[half + i]);
        return total;
    }

    private static double OfValue(in ClipBodies bodies, ReadOnlySpan<int> track, int at)
    {
        var origin = bodies[track[0]][at];
        var count = 0;
        var sum = 0.0;
        var squares = 0.0;
        foreach (var body in track)
        {
            var value = bodies[body][at];
            if (float.IsNaN(value))
                continue;
            var moved = (double)value - (float.IsNaN(origin) ? 0 : origin);
            sum += moved;
            squares += moved * moved;
            count++;
        }

        return squares - Shift(sum, count);
    }

    // How much smaller the squares are when they are counted from the mean.
    private static double Shift(double sum, int count) => count > 0 ? sum * sum / count : 0;

    // -1 for coordinates that were not counted before, 0 for scores and for those that were.
    private static Vector<int> Counted(in ClipBodies bodies, int at, int done)
    {
        Span<int> counted = stackalloc int[Vector<int>.Count];
        for (var i = 0; i < counted.Length; i++)
            counted[i] = at + i >= done && (at + i) % bodies.Channels < bodies.Coordinates ? -1 : 0;
        return new Vector<int>(counted);
    }
}
