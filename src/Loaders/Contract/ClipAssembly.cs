using System.Buffers;
using MsMclr.MLNet.Loaders.Bodies;

namespace MsMclr.MLNet.Loaders.Contract;

/// <summary>Makes a clip <c>[T, M, V, C]</c> of the bodies that a format gave, in the layout that is wanted.</summary>
internal static class ClipAssembly
{
    /// <summary>The clip, or the clip without its values where nobody wants them. Its content is checked either way.</summary>
    /// <exception cref="FormatException">The clip is empty, or a value is not a coordinate.</exception>
    public static LoadedClip Take(SkeletonClipBuilder source, ClipInfo info, ClipTarget target, bool withValues)
    {
        Check(source);
        if (!withValues)
            return new LoadedClip(info, null, 0);
        var bodies = new ClipBodies(source.BodyFrames, source.Bodies, source.BodyLength, source.Channels, target.ScoreChannel);
        var places = target.Slots.Assign(bodies, source.Frames);
        var slots = places.Slots;
        var conversion = target.Conversion;
        var bodyLength = conversion is null ? source.BodyLength : conversion.Target.JointCount * source.Channels;
        var length = checked(source.Frames * target.Bodies * bodyLength);
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
                conversion.Convert(source.Body(body), source.Channels, place);
            done = Math.Max(done, start + bodyLength);
        }

        values.AsSpan(done, length - done).Clear();
        return new LoadedClip(info, values, length) { Places = places };
    }

    private static void Check(SkeletonClipBuilder source)
    {
        if (source.Frames == 0)
            throw new FormatException("the clip has no frame");
        if (source.BodyFrames.IsEmpty)
        {
            throw new FormatException(
                $"none of the {source.Frames} frames has a body; leave such recordings out (NTU RGB+D: MissingSkeletonsFile)");
        }

        var values = source.Bodies;
        if (FiniteValues.AreAll(values))
            return;
        var i = 0;
        while (float.IsFinite(values[i]))
            i++;
        var where = source.BodyFrames[i / source.BodyLength];
        var joint = i % source.BodyLength / source.Channels;
        throw new FormatException(
            $"frame {where.Frame + 1}, body {where.Place + 1}, joint {joint + 1}: {values[i]} is not a coordinate");
    }
}
