using System.Buffers;
using MsMclr.MLNet.Loaders.Bodies;

namespace MsMclr.MLNet.Loaders.Contract;

/// <summary>Makes a clip <c>[T, M, V, C]</c> of the bodies that a format gave, in the layout that is wanted.</summary>
internal static class ClipAssembly
{
    /// <summary>The clip, or the clip without its values where nobody wants them. Its content is checked either way.</summary>
    /// <exception cref="FormatException">The clip is empty, or a value is infinite.</exception>
    public static LoadedClip Take(SkeletonClipBuilder source, ClipInfo info, ClipTarget target, bool withValues)
    {
        source.Arrange();
        Check(source, target.EmptyRemedy);
        Check(source.Axis, target.Gaps);
        if (!withValues)
            return new LoadedClip(info, null, 0) { EmptyFrames = source.Axis?.Missing ?? 0 };
        var bodies = new ClipBodies(source.BodyFrames, source.Bodies, source.JointCount, source.Channels, source.Coordinates);
        var places = target.Slots.Assign(bodies, source.Frames);
        var slots = places.Slots;
        var conversion = target.Conversion;
        var bodyLength = conversion is null ? source.BodyLength : conversion.Target.JointCount * source.Channels;
        var length = Length(source.Frames, target.Bodies, bodyLength);
        var values = ArrayPool<float>.Shared.Rent(length);
        var frames = source.BodyFrames;
        // Zeros are written only where no body goes: what was written so far ends at done, and bodies come frame by frame.
        var done = 0;
        for (var body = 0; body < slots.Length; body++)
        {
            if (slots[body] < 0)
                continue;
            var start = ((frames[body].Frame * target.Bodies) + slots[body]) * bodyLength;
            if (start > done)
                values.AsSpan(done, start - done).Clear();
            var place = values.AsSpan(start, bodyLength);
            if (conversion is null)
                source.Body(body).CopyTo(place);
            else
                conversion.Convert(source.Body(body), source.Channels, source.Coordinates, place);
            done = Math.Max(done, start + bodyLength);
        }

        values.AsSpan(done, length - done).Clear();
        var made = 0;
        if (target.Gaps.Gaps == FrameGaps.Interpolate)
            made = FrameInterpolation.Fill(source, slots, target.Gaps.Longest, target.Bodies, values.AsSpan(0, length), source.Channels);
        return new LoadedClip(info, values, length)
        {
            EmptyFrames = (source.Axis?.Missing ?? 0) - made,
            InterpolatedFrames = made,
            Places = places,
        };
    }

    private static int Length(int frames, int bodies, int bodyLength)
    {
        var length = (long)frames * bodies * bodyLength;
        if (length > Array.MaxLength)
            throw new FormatException($"{frames} frames of {bodies} bodies of {bodyLength} values are more than one clip can hold");
        return (int)length;
    }

    private static void Check(FrameAxis? axis, FrameGapRule rule)
    {
        if (rule.Gaps != FrameGaps.Refuse || axis is not { Missing: > 0 })
            return;
        var (before, after) = axis.Gaps.First();
        throw new FormatException(
            $"frame number {axis.Number(before)} is followed by {axis.Number(after)}; {axis.Missing} frames are missing in all; set "
            + $"{nameof(FrameGaps)} to {nameof(FrameGaps.Empty)} or {nameof(FrameGaps.Interpolate)} to take such clips");
    }

    private static void Check(SkeletonClipBuilder source, string emptyRemedy)
    {
        if (source.Frames == 0)
            throw new FormatException("the clip has no frame");
        if (source.BodyFrames.IsEmpty)
            throw new FormatException($"none of the {source.Frames} frames has a body; {emptyRemedy}");
        if (!FoundJoints.Mark(source))
            throw new FormatException($"no joint was found in any of the {source.Frames} frames; {emptyRemedy}");
    }
}
