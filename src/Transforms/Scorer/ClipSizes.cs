namespace MsMclr.MLNet.Transforms.Scorer;

/// <summary>Holds the sizes that a recording tells against those that a model reads.</summary>
internal static class ClipSizes
{
    /// <summary>The recording's values, with absent bodies added where the model reads more.</summary>
    /// <exception cref="SkeletonClipException">It is of other sizes, or of another skeleton.</exception>
    public static ReadOnlyMemory<float> Fitted(SkeletonRecording clip, ScoredShape shape, SkeletonScorer.Options options)
    {
        var layout = shape.Layout;
        if (clip.Layout is { } other && !other.Equals(layout))
        {
            throw Wrong(
                $"The clip's skeleton is {other}, and the model's is {layout}. Convert it (SkeletonConversion), or load it with the layout "
                + "of the model.");
        }

        if (clip.Joints != layout.JointCount || clip.Channels != shape.Channels)
        {
            throw Wrong(
                $"The clip has {clip.Joints} joints of {clip.Channels} values, and the model reads {layout.JointCount} joints "
                + $"({layout}) of {shape.Channels} values. Axes are [T, M, V, C]: frames, bodies, joints, values.");
        }

        if (clip.Bodies == shape.Bodies)
            return clip.Values;
        if (clip.Bodies < 1 || clip.Bodies > shape.Bodies || !options.AddAbsentBodies)
        {
            throw Wrong(
                $"The clip has {clip.Bodies} bodies a frame, and the model reads {shape.Bodies}. Leave out those that matter least; fewer "
                + "are filled up with absent ones where AddAbsentBodies is set.");
        }

        return WithAbsentBodies(clip, shape);
    }

    // What is no whole frame stays so, and is refused with all other such clips.
    private static float[] WithAbsentBodies(SkeletonRecording clip, ScoredShape shape)
    {
        var from = clip.FrameLength;
        var rest = clip.Values.Length % from;
        var filled = new float[checked((clip.Frames * shape.FrameLength) + rest)];
        for (var frame = 0; frame < clip.Frames; frame++)
            clip.Values.Span.Slice(frame * from, from).CopyTo(filled.AsSpan(frame * shape.FrameLength));
        clip.Values.Span[^rest..].CopyTo(filled.AsSpan(clip.Frames * shape.FrameLength));
        return filled;
    }

    private static SkeletonClipException Wrong(string message) => new(SkeletonClipFault.WrongLayout, message);
}
