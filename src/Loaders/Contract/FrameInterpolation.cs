using MsMclr.MLNet.Loaders.Bodies;
using MsMclr.MLNet.Skeletons.Bodies;

namespace MsMclr.MLNet.Loaders.Contract;

/// <summary>Fills short gaps of a clip <c>[T, M, V, C]</c> with what lies between the bodies before and after them.</summary>
internal static class FrameInterpolation
{
    /// <summary>Fills what may be filled; says how many frames got a body.</summary>
    /// <param name="source">The bodies, arranged.</param>
    /// <param name="slots">Each body's place in the clip, or -1.</param>
    /// <param name="longest">The longest gap that is filled, in frames.</param>
    /// <param name="places">M.</param>
    /// <param name="values">The clip.</param>
    /// <param name="channels">C.</param>
    public static int Fill(
        SkeletonClipBuilder source,
        ReadOnlySpan<int> slots,
        int longest,
        int places,
        Span<float> values,
        int channels)
    {
        if (source.Axis is not { Missing: > 0 } axis)
            return 0;
        var bodyLength = values.Length / (source.Frames * places);
        var bodies = new Dictionary<(int Frame, int Slot), BodyFrame>();
        for (var body = 0; body < slots.Length; body++)
        {
            // A body of zeros is none: no joint of it was found.
            if (slots[body] >= 0 && source.Body(body).ContainsAnyExcept(0))
                bodies[(source.BodyFrames[body].Frame, slots[body])] = source.BodyFrames[body];
        }

        var made = 0;
        foreach (var (before, after) in axis.Gaps)
        {
            if (after - before - 1 > longest)
                continue;
            var any = false;
            for (var slot = 0; slot < places; slot++)
            {
                if (!bodies.TryGetValue((before, slot), out var first)
                    || !bodies.TryGetValue((after, slot), out var last)
                    || !MayBeOne(first, last))
                {
                    continue;
                }

                any = true;
                for (var frame = before + 1; frame < after; frame++)
                {
                    BodyInterpolation.Blend(
                        values.Slice(((before * places) + slot) * bodyLength, bodyLength),
                        values.Slice(((after * places) + slot) * bodyLength, bodyLength),
                        (frame - before) / (float)(after - before),
                        channels,
                        values.Slice(((frame * places) + slot) * bodyLength, bodyLength));
                }
            }

            made += any ? after - before - 1 : 0;
        }

        return made;
    }

    private static bool MayBeOne(BodyFrame first, BodyFrame last)
        => first.HasId == last.HasId && (!first.HasId || first.Id == last.Id);
}
