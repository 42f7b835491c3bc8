using System.Buffers;
using CsCheck;
using MsMclr.MLNet.Loaders.Contract;

namespace MsMclr.MLNet.Tests;

public class SkeletonClipBuilderTests
{
    private static readonly SkeletonLayout Two = new("two", ["a", "b"], [new(1, 0)], 0, [0, 1], [new("all", [0, 1])], [new("all", [0, 1])]);

    [Test]
    public void Where_no_body_goes_there_are_zeros_whatever_the_memory_held()
        => Gen.Select(Gen.ULong[0, 3].Array[0, 4].Array[1, 8], Gen.Int[1, 5], Gen.Enum<BodyOrder>()).Where((frames, _, _) => frames.Any(ids => ids.Length > 0)).Sample((frames, places, order) =>
        {
            var builder = new SkeletonClipBuilder(Two, channels: 1, new SkeletonLimits(1, 100, 100));
            var value = 0f;
            foreach (var ids in frames)
            {
                builder.AddFrame();
                foreach (var id in ids)
                    builder.AddBody(id).Fill(++value);
            }

            var expected = new float[frames.Length * places * 2];
            var slots = BodySlots.Assign(builder, places, order);
            for (var body = 0; body < slots.Length; body++)
            {
                if (slots[body] >= 0)
                    builder.Body(body).CopyTo(expected.AsSpan(((builder.BodyFrames[body].Frame * places) + slots[body]) * 2));
            }

            var used = ArrayPool<float>.Shared.Rent(expected.Length);
            used.AsSpan().Fill(float.NaN);
            ArrayPool<float>.Shared.Return(used);
            using var clip = builder.Take(new ClipInfo { Name = "a" }, places, order, null, withValues: true);
            return clip.Values.SequenceEqual(expected);
        }, threads: 1);
}
