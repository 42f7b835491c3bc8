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

    [Test]
    public void A_joint_with_one_value_that_is_not_a_number_is_missing_and_its_score_is_zero()
    {
        var builder = Builder(channels: 3, coordinates: 2);
        builder.AddFrame();
        float[] body = [1, float.NaN, 0.9f, 3, 4, 0.8f];
        body.CopyTo(builder.AddBody());
        builder.AddFrame();
        body = [1, 2, 0.7f, 3, 4, float.NaN];
        body.CopyTo(builder.AddBody());
        float[] expected = [float.NaN, float.NaN, 0, 3, 4, 0.8f, 1, 2, 0.7f, float.NaN, float.NaN, 0];
        using var clip = Take(builder);
        Assert.That(clip.Values.ToArray(), Is.EqualTo(expected));
    }

    [Test]
    public void A_body_of_which_no_joint_was_found_is_no_body()
    {
        var builder = Builder(channels: 1);
        builder.AddFrame();
        builder.AddBody().Fill(float.NaN);
        builder.AddBody().Fill(5);
        using var clip = Take(builder, bodies: 2);
        Assert.That(clip.Values.ToArray(), Is.EqualTo(new float[] { 0, 0, 5, 5 }));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void A_clip_without_any_found_joint_is_refused_with_the_remedy_of_its_format(bool withValues)
    {
        var builder = Builder(channels: 2);
        for (var frame = 0; frame < 3; frame++)
        {
            builder.AddFrame();
            builder.AddBody().Fill(float.NaN);
        }

        var target = new ClipTarget(1, BodyOrder.File, Conversion: null) { EmptyRemedy = "film it again" };
        var failure = Assert.Throws<FormatException>(() => ClipAssembly.Take(builder, new ClipInfo { Name = "a" }, target, withValues));
        Assert.That(failure!.Message, Is.EqualTo("no joint was found in any of the 3 frames; film it again"));
    }

    [TestCase(float.PositiveInfinity)]
    [TestCase(float.NegativeInfinity)]
    public void Infinity_is_refused_also_beside_a_missing_joint(float infinity)
    {
        var builder = Builder(channels: 2);
        builder.AddFrame();
        builder.AddBody().Fill(1);
        builder.AddFrame();
        float[] body = [float.NaN, 1, float.NaN, infinity];
        body.CopyTo(builder.AddBody());
        var failure = Assert.Throws<FormatException>(() => Take(builder));
        Assert.That(failure!.Message, Is.EqualTo($"frame 2, body 1, joint 2: {infinity} is not a coordinate"));
    }

    [Test]
    public void A_missing_joint_does_not_change_which_body_is_the_most_active()
    {
        var builder = Builder(channels: 1);
        for (var frame = 0; frame < 4; frame++)
        {
            builder.AddFrame();
            builder.AddBody().Fill(1 + (0.01f * frame));
            var moving = builder.AddBody();
            moving.Fill(10 * frame);
            if (frame == 2)
                moving[0] = float.NaN;
        }

        using var clip = Take(builder, order: BodyOrder.MostActive);
        Assert.That(clip.Values.ToArray(), Is.EqualTo(new[] { 0, 0, 10, 10, float.NaN, 20, 30, 30 }));
    }

    private static SkeletonClipBuilder Builder(int channels, int? coordinates = null)
        => new(Two, channels, new SkeletonLimits(MaxFileBytes: 1, MaxFrames: 100, MaxBodies: 100), coordinates);

    private static LoadedClip Take(SkeletonClipBuilder builder, int bodies = 1, BodyOrder order = BodyOrder.File)
        => ClipAssembly.Take(builder, new ClipInfo { Name = "a" }, new ClipTarget(bodies, order, Conversion: null), withValues: true);

    private static bool HasZerosElsewhere(ulong[][] frames, int places, BodyOrder order)
    {
        var builder = Builder(channels: 1);
        var value = 0f;
        foreach (var ids in frames)
        {
            builder.AddFrame();
            foreach (var id in ids)
                builder.AddBody(id).Fill(++value);
        }

        var expected = new float[frames.Length * places * 2];
        var bodies = new ClipBodies(builder.BodyFrames, builder.Bodies, builder.JointCount, channels: 1, coordinates: 1);
        var target = new ClipTarget(places, order, Conversion: null);
        var slots = target.Slots.Assign(bodies, builder.Frames).Slots;
        for (var body = 0; body < slots.Length; body++)
        {
            var place = (builder.BodyFrames[body].Frame * places) + slots[body];
            if (slots[body] >= 0)
                builder.Body(body).CopyTo(expected.AsSpan(place * 2));
        }

        var used = ArrayPool<float>.Shared.Rent(expected.Length);
        used.AsSpan().Fill(float.NaN);
        ArrayPool<float>.Shared.Return(used);
        using var clip = ClipAssembly.Take(builder, new ClipInfo { Name = "a" }, target, withValues: true);
        return clip.Values.SequenceEqual(expected);
    }
}
