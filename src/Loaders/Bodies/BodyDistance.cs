namespace MsMclr.MLNet.Loaders.Bodies;

/// <summary>How far apart two bodies are, in sizes of a body, so that it means the same in pixels and in meters.</summary>
internal static class BodyDistance
{
    /// <summary>
    /// The mean distance of the joints that were found in both, over the larger size; of their means where no joint was found in both.
    /// Infinite where a body has no joint or no size.
    /// </summary>
    public static double Between(in ClipBodies bodies, int one, int other)
    {
        var first = bodies[one];
        var second = bodies[other];
        var total = 0.0;
        var both = 0;
        for (var at = 0; at < first.Length; at += bodies.Channels)
        {
            var squares = SquaredDistance(bodies, first.Slice(at, bodies.Channels), second.Slice(at, bodies.Channels));
            if (double.IsNaN(squares))
                continue;
            total += Math.Sqrt(squares);
            both++;
        }

        var size = Math.Max(Size(bodies, first), Size(bodies, second));
        var distance = both > 0 ? total / both : DistanceOfMeans(bodies, first, second);
        if (distance == 0)
            return 0;
        // Not a number where a body has no joint at all.
        return size > 0 && distance >= 0 ? distance / size : double.PositiveInfinity;
    }

    /// <summary>Twice the root mean square distance of the joints that were found from their mean; 0 where none was.</summary>
    public static double Size(in ClipBodies bodies, ReadOnlySpan<float> body)
    {
        var squares = 0.0;
        for (var channel = 0; channel < bodies.Coordinates; channel++)
        {
            var (count, mean, deviation) = Spread(bodies, body, channel);
            if (count == 0)
                return 0;
            squares += deviation / count;
        }

        return 2 * Math.Sqrt(squares);
    }

    // Not a number where one of the joints was not found: a coordinate that is NaN makes the sum NaN.
    private static double SquaredDistance(in ClipBodies bodies, ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        var squares = 0.0;
        for (var channel = 0; channel < bodies.Coordinates; channel++)
        {
            var difference = (double)one[channel] - other[channel];
            squares += difference * difference;
        }

        return squares;
    }

    private static double DistanceOfMeans(in ClipBodies bodies, ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        var squares = 0.0;
        for (var channel = 0; channel < bodies.Coordinates; channel++)
        {
            var difference = Spread(bodies, one, channel).Mean - Spread(bodies, other, channel).Mean;
            squares += difference * difference;
        }

        return Math.Sqrt(squares);
    }

    // The mean of a channel over the joints that were found, and the sum of squared deviations from it.
    private static (int Count, double Mean, double Deviation) Spread(in ClipBodies bodies, ReadOnlySpan<float> body, int channel)
    {
        var count = 0;
        var sum = 0.0;
        for (var at = 0; at < body.Length; at += bodies.Channels)
        {
            if (float.IsNaN(body[at]))
                continue;
            sum += body[at + channel];
            count++;
        }

        var mean = sum / count;
        var deviation = 0.0;
        for (var at = 0; at < body.Length; at += bodies.Channels)
        {
            if (float.IsNaN(body[at]))
                continue;
            var difference = body[at + channel] - mean;
            deviation += difference * difference;
        }

        return (count, mean, deviation);
    }
}
