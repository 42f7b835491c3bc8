using System.Numerics.Tensors;

namespace MsMclr.MLNet.Transforms.Augmentation;

/// <summary>Linear interpolation between two frames. A missing joint (NaN) of one frame does not take away that of the other.</summary>
internal static class FrameInterpolation
{
    /// <summary>Computes <c>(1 - share) * early + share * late</c>, and the nearer one where only one of the two is there.</summary>
    public static void Between(ReadOnlySpan<float> early, ReadOnlySpan<float> late, float share, Span<float> target)
    {
        TensorPrimitives.Multiply(early, 1 - share, target);
        TensorPrimitives.MultiplyAdd(late, share, target, target);
        if (!TensorPrimitives.IsNaNAny<float>(target))
            return;
        var nearer = share < 0.5f ? early : late;
        for (var i = 0; i < target.Length; i++)
        {
            if (float.IsNaN(target[i]))
                target[i] = nearer[i];
        }
    }

    /// <summary>Writes frame <paramref name="frame"/> of a clip as what was at a place between two frames of a copy of it.</summary>
    /// <param name="clip">The clip, at least two frames long.</param>
    /// <param name="copy">The clip as it was.</param>
    /// <param name="frame">The frame to write.</param>
    /// <param name="at">The place, in frames, from 0 to T - 1.</param>
    public static void Write(in SkeletonClip clip, ReadOnlySpan<float> copy, int frame, double at)
    {
        var frames = clip.Shape.Frames;
        var length = clip.Shape.Joints * clip.Shape.Bodies;
        var before = Math.Min((int)at, frames - 2);
        var share = (float)(at - before);
        for (var channel = 0; channel < clip.Shape.Channels; channel++)
        {
            var source = copy.Slice(((channel * frames) + before) * length, 2 * length);
            Between(source[..length], source[length..], share, clip.Channel(channel).Slice(frame * length, length));
        }
    }
}
