namespace MsMclr.MLNet.Transforms.Scorer;

/// <summary>How large bodies are: the longest side of the box around the joints that were found, as the median over bodies.</summary>
internal static class BodyExtent
{
    private const int MostFrames = 25;

    /// <summary>The size, in a clip in which somebody is.</summary>
    public static float Median(ReadOnlySpan<float> clip, ScoredShape shape)
    {
        var frames = clip.Length / shape.FrameLength;
        var found = OfEvery(Math.Max(1, frames / MostFrames), clip, shape);
        // Nobody may be in just these.
        if (found.Count == 0)
            found = OfEvery(1, clip, shape);
        found.Sort();
        return found[found.Count / 2];
    }

    /// <summary>Whether a joint was found. At the origin are those that were not, in recordings that have no NaN.</summary>
    public static bool IsFound(ReadOnlySpan<float> coordinates)
        => !coordinates.ContainsAnyExceptInRange(float.MinValue, float.MaxValue) && coordinates.ContainsAnyExcept(0);

    private static List<float> OfEvery(int stride, ReadOnlySpan<float> clip, ScoredShape shape)
    {
        var bodyLength = shape.Layout.JointCount * shape.Channels;
        List<float> found = [];
        for (var frame = 0; frame < clip.Length; frame += stride * shape.FrameLength)
        {
            for (var body = 0; body < shape.Bodies; body++)
            {
                if (Of(clip.Slice(frame + (body * bodyLength), bodyLength), shape) is { } extent)
                    found.Add(extent);
            }
        }

        return found;
    }

    private static float? Of(ReadOnlySpan<float> body, ScoredShape shape)
    {
        var extent = 0f;
        var isThere = false;
        for (var axis = 0; axis < shape.Coordinates; axis++)
        {
            var low = float.MaxValue;
            var high = float.MinValue;
            for (var joint = 0; joint < body.Length; joint += shape.Channels)
            {
                if (!IsFound(body.Slice(joint, shape.Coordinates)))
                    continue;
                isThere = true;
                low = Math.Min(low, body[joint + axis]);
                high = Math.Max(high, body[joint + axis]);
            }

            extent = Math.Max(extent, high - low);
        }

        return isThere ? extent : null;
    }
}
