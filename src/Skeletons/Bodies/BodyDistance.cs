namespace MsMclr.MLNet.Skeletons.Bodies;

/// <summary>How far apart two bodies are, in sizes of a body, so that it means the same in pixels and in meters.</summary>
internal static class BodyDistance
{
    /// <summary>
    /// The mean distance of the joints that were found in both, over the larger size; of their means where no joint was found in both.
    /// Infinite where a body has no joint or no size.
    /// </summary>
    /// <param name="first">A body, V * C values. A joint that was not found is NaN in each of its coordinates.</param>
    /// <param name="second">The other.</param>
    /// <param name="channels">C, values a joint.</param>
    /// <param name="coordinates">How many of them are coordinates; those after them are scores.</param>
    public static double Between(ReadOnlySpan<float> first, ReadOnlySpan<float> second, int channels, int coordinates)
    {
        var total = 0.0;
        var both = 0;
        for (var at = 0; at < first.Length; at += channels)
        {
            var squares = SquaredDistance(first.Slice(at, coordinates), second.Slice(at, coordinates));
            if (double.IsNaN(squares))
                continue;
            total += Math.Sqrt(squares);
            both++;
        }

        var size = Math.Max(Size(first, channels, coordinates), Size(second, channels, coordinates));
        var distance = both > 0 ? total / both : DistanceOfMeans(first, second, channels, coordinates);
        if (distance == 0)
            return 0;
        // Not a number where a body has no joint at all.
        return size > 0 && distance >= 0 ? distance / size : double.PositiveInfinity;
    }

    /// <summary>Twice the root mean square distance of the joints that were found from their mean; 0 where none was.</summary>
    private static double Size(ReadOnlySpan<float> body, int channels, int coordinates)
    {
        var squares = 0.0;
        for (var channel = 0; channel < coordinates; channel++)
        {
            var (count, mean, deviation) = Spread(body, channel, channels);
            if (count == 0)
                return 0;
            squares += deviation / count;
        }

        return 2 * Math.Sqrt(squares);
    }

    // Not a number where one of the joints was not found: a coordinate that is NaN makes the sum NaN.
    private static double SquaredDistance(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        var squares = 0.0;
        for (var channel = 0; channel < one.Length; channel++)
        {
            var difference = (double)one[channel] - other[channel];
            squares += difference * difference;
        }

        return squares;
    }

    private static double DistanceOfMeans(ReadOnlySpan<float> one, ReadOnlySpan<float> other, int channels, int coordinates)
    {
        var squares = 0.0;
        for (var channel = 0; channel < coordinates; channel++)
        {
            var difference = Spread(one, channel, channels).Mean - Spread(other, channel, channels).Mean;
            squares += difference * difference;
        }

        return Math.Sqrt(squares);
    }

    // The mean of a channel over the joints that were found, and the sum of squared deviations from it.
    private static (int Count, double Mean, double Deviation) Spread(ReadOnlySpan<float> body, int channel, int channels)
    {
        var count = 0;
        var sum = 0.0;
        for (var at = 0; at < body.Length; at += channels)
        {
            if (float.IsNaN(body[at]))
                continue;
            sum += body[at + channel];
            count++;
        }

        var mean = sum / count;
        var deviation = 0.0;
        for (var at = 0; at < body.Length; at += channels)
        {
            if (float.IsNaN(body[at]))
                continue;
            var difference = body[at + channel] - mean;
            deviation += difference * difference;
        }

        return (count, mean, deviation);
    }
}
