using System.Buffers;
using CsCheck;
using MsMclr.MLNet.Loaders.Bodies;
using MsMclr.MLNet.Loaders.Contract;

namespace MsMclr.MLNet.Tests;

public class ClipAssemblyTests
{
    private static readonly SkeletonLayout Two = new(
        "two",
        ["a", "b"],
        [new(1, 0)],
        center: 0,
        mirror: [0, 1],
        parts: [new("all", [0, 1])],
        regions: [new("all", [0, 1])]);

    private static readonly Gen<ulong[][]> Frames =
        Gen.ULong[0, 3].Array[0, 4].Array[1, 8].Where(frames => frames.Any(ids => ids.Length > 0));

    [Test]
    public void Where_no_body_goes_there_are_zeros_whatever_the_memory_held()
        => Gen.Select(Frames, Gen.Int[1, 5], Gen.Enum<BodyOrder>()).Sample(HasZerosElsewhere, threads: 1);

    private static bool HasZerosElsewhere(ulong[][] frames, int places, BodyOrder order)
    {
        var builder = new SkeletonClipBuilder(Two, channels: 1, new SkeletonLimits(MaxFileBytes: 1, MaxFrames: 100, MaxBodies: 100));
        var value = 0f;
        foreach (var ids in frames)
        {
            builder.AddFrame();
            foreach (var id in ids)
                builder.AddBody(id).Fill(++value);
        }

        var expected = new float[frames.Length * places * 2];
        var bodies = new ClipBodies(builder.BodyFrames, builder.Bodies, builder.BodyLength, builder.Channels, scoreChannel: -1);
        var assign = new BodySlots(places, order, new BodyTrackingOptions(), isWholeBody: false);
        var slots = assign.Assign(bodies, builder.Frames).Slots;
        for (var body = 0; body < slots.Length; body++)
        {
            var place = (builder.BodyFrames[body].Frame * places) + slots[body];
            if (slots[body] >= 0)
                builder.Body(body).CopyTo(expected.AsSpan(place * 2));
        }

        var used = ArrayPool<float>.Shared.Rent(expected.Length);
        used.AsSpan().Fill(float.NaN);
        ArrayPool<float>.Shared.Return(used);
        var target = new ClipTarget(places, assign, Conversion: null);
        using var clip = ClipAssembly.Take(builder, new ClipInfo { Name = "a" }, target, withValues: true);
        return clip.Values.SequenceEqual(expected);
    }
}
