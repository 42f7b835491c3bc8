namespace MsMclr.MLNet.Transforms.Preparation;

/// <summary>
/// The line from the first body's center to the second one's, in the first recorded frame that has both. It is taken from the recording:
/// between a frame with a body and one without, a prepared clip holds the body halfway to the origin.
/// </summary>
internal readonly struct BetweenBodies(ClipPreparation preparation)
{
    /// <summary>Finds the line; null where the two never meet, or stand above one another.</summary>
    public HorizontalLine? Find(ReadOnlySpan<float> recording)
    {
        if (preparation.Shape.Bodies < 2)
            return null;
        var frames = recording.Length / preparation.FrameLength;
        for (var frame = 0; frame < frames; frame++)
        {
            var first = recording.Slice(preparation.Offset(frame, 0), preparation.BodyLength);
            var second = recording.Slice(preparation.Offset(frame, 1), preparation.BodyLength);
            if (!first.ContainsAnyExcept(0f) || !second.ContainsAnyExcept(0f))
                continue;
            var line = Line(first, second);
            if (line.Length > 0)
                return line;
        }

        return null;
    }

    private HorizontalLine Line(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        var center = preparation.Layout.Center * preparation.Shape.Channels;
        return new(second[center] - first[center], second[center + 2] - first[center + 2]);
    }
}
