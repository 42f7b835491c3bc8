using System.Numerics.Tensors;

namespace MsMclr.MLNet.Transforms.Streams;

/// <summary>The streams on plain numbers, <c>[C, T, V, M]</c>, as <see cref="StreamShape"/> has them. A bone or a motion of
/// which an end is missing (NaN) is missing.</summary>
internal static class StreamValues
{
    public static void Make(SkeletonStream stream, ClipShape shape, SkeletonLayout layout, ReadOnlySpan<float> clip, Span<float> output)
    {
        switch (stream)
        {
            case SkeletonStream.Bone:
                Bones(shape, layout, clip, output);
                break;
            case SkeletonStream.Motion:
                Motion(shape, clip, output);
                break;
            case SkeletonStream.Stacked:
                var length = shape.Length;
                clip.CopyTo(output);
                Bones(shape, layout, clip, output.Slice(length, length));
                Motion(shape, clip, output.Slice(2 * length, length));
                break;
            default:
                clip.CopyTo(output);
                break;
        }
    }

    private static void Bones(ClipShape shape, SkeletonLayout layout, ReadOnlySpan<float> clip, Span<float> output)
    {
        var frame = shape.Joints * shape.Bodies;
        for (var at = 0; at < clip.Length; at += frame)
        {
            for (var joint = 0; joint < shape.Joints; joint++)
            {
                var child = at + (joint * shape.Bodies);
                var parent = at + (layout.Parents[joint] * shape.Bodies);
                for (var body = 0; body < shape.Bodies; body++)
                    output[child + body] = clip[child + body] - clip[parent + body];
            }
        }
    }

    private static void Motion(ClipShape shape, ReadOnlySpan<float> clip, Span<float> output)
    {
        var frame = shape.Joints * shape.Bodies;
        var channel = shape.Frames * frame;
        for (var at = 0; at < clip.Length; at += channel)
        {
            var next = clip.Slice(at + frame, channel - frame);
            var current = clip.Slice(at, channel - frame);
            TensorPrimitives.Subtract(next, current, output.Slice(at, channel - frame));

            // Nothing follows the last frame: no motion, except that what is missing in it stays missing.
            var last = clip.Slice(at + channel - frame, frame);
            TensorPrimitives.Subtract(last, last, output.Slice(at + channel - frame, frame));
        }
    }
}
