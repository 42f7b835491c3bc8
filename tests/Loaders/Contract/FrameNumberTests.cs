using CsCheck;
using MsMclr.MLNet.Loaders.Contract;

namespace MsMclr.MLNet.Tests;

public class FrameNumberTests
{
    private static readonly SkeletonLayout One = new(
        "one",
        ["a"],
        [],
        center: 0,
        mirror: [0],
        parts: [new("all", [0])],
        regions: [new("all", [0])]);

    private static readonly Gen<long[]> Numbers = Gen.Long[-20, 20].HashSet[1, 12].Select(set => set.ToArray());

    [Test]
    public void Frames_are_put_in_the_order_of_their_numbers_and_gaps_are_empty()
        => Gen.Select(Numbers, Gen.Bool).Sample((numbers, isResumed) =>
        {
            var builder = Builder();
            foreach (var number in numbers)
            {
                builder.AddFrame(number);
                builder.AddBody(7).Fill(number + 100);
            }

            // The second body is told after the first, in its own order.
            foreach (var number in isResumed ? numbers.Reverse() : [])
            {
                builder.GoToFrame(number);
                builder.AddBody(8).Fill(number + 200);
            }

            var expected = new float[(int)(numbers.Max() - numbers.Min() + 1) * 2];
            foreach (var number in numbers)
            {
                expected[(number - numbers.Min()) * 2] = number + 100;
                expected[((number - numbers.Min()) * 2) + 1] = isResumed ? number + 200 : 0;
            }

            using var clip = Take(builder, FrameGaps.Empty);
            return clip.Values.SequenceEqual(expected) && clip.EmptyFrames == (expected.Length / 2) - numbers.Length;
        });

    [Test]
    public void A_number_may_be_anything_and_the_first_one_is_frame_0()
    {
        var builder = Builder();
        builder.AddFrame(long.MaxValue);
        builder.AddBody().Fill(2);
        builder.AddFrame(long.MaxValue - 1);
        builder.AddBody().Fill(1);
        Assert.That(Values(builder), Is.EqualTo(new float[] { 1, 0, 2, 0 }));
    }

    [Test]
    public void Counted_frames_go_on_from_the_number_before()
    {
        var builder = Builder();
        builder.AddFrame();
        builder.AddBody().Fill(1);
        builder.AddFrame(3);
        builder.AddBody().Fill(2);
        builder.AddFrame();
        builder.AddBody().Fill(3);
        Assert.That(Values(builder), Is.EqualTo(new float[] { 1, 0, 0, 0, 0, 0, 2, 0, 3, 0 }));
    }

    [Test]
    public void A_frame_that_is_there_twice_is_refused()
    {
        var builder = Builder();
        builder.AddFrame(5);
        var twice = Assert.Throws<FormatException>(() => builder.AddFrame(5));
        Assert.That(twice!.Message, Is.EqualTo("frame number 5 is there twice"));
    }

    [Test]
    public void A_body_that_a_frame_has_twice_is_refused()
    {
        var builder = Builder();
        builder.AddFrame(5);
        builder.AddBody(3).Fill(1);
        builder.AddFrame(6);
        builder.GoToFrame(5);
        builder.AddBody(3).Fill(1);
        var twice = Assert.Throws<FormatException>(() => Take(builder, FrameGaps.Empty));
        Assert.That(twice!.Message, Does.StartWith("frame number 5 has body 3 twice"));
    }

    [Test]
    public void A_number_far_away_is_refused_and_both_ends_are_named()
    {
        foreach (var far in new[] { 1L << 40, long.MinValue, long.MaxValue })
        {
            var builder = Builder();
            builder.AddFrame(-3);
            builder.AddBody().Fill(1);
            builder.AddFrame(far);
            builder.AddBody().Fill(1);
            var refused = Assert.Throws<FormatException>(() => Take(builder, FrameGaps.Empty));
            Assert.That(refused!.Message, Does.Contain("-3").And.Contain($"{far}").And.Contain("MaxFrames"));
        }
    }

    [Test]
    public void A_gap_is_refused_where_that_is_asked_for()
    {
        var builder = Gap(hasIds: false);
        var refused = Assert.Throws<FormatException>(() => Take(builder, FrameGaps.Refuse));
        Assert.That(refused!.Message, Does.StartWith("frame number 10 is followed by 13; 2 frames").And.Contain("FrameGaps"));
    }

    [Test]
    public void A_short_gap_is_interpolated()
    {
        foreach (var hasIds in new[] { false, true })
        {
            using var clip = Take(Gap(hasIds), FrameGaps.Interpolate, longest: 2);
            Assert.That(clip.Values.ToArray(), Is.EqualTo(new float[] { 3, 0, 4, 0, 5, 0, 6, 0 }));
            Assert.That((clip.EmptyFrames, clip.InterpolatedFrames), Is.EqualTo((0, 2)));
        }
    }

    [Test]
    public void A_longer_gap_is_left_empty()
    {
        using var clip = Take(Gap(hasIds: false), FrameGaps.Interpolate, longest: 1);
        Assert.That(clip.Values.ToArray(), Is.EqualTo(new float[] { 3, 0, 0, 0, 0, 0, 6, 0 }));
        Assert.That((clip.EmptyFrames, clip.InterpolatedFrames), Is.EqualTo((2, 0)));
    }

    [Test]
    public void One_person_is_not_interpolated_into_another()
    {
        var builder = Builder();
        builder.AddFrame(0);
        builder.AddBody(1).Fill(3);
        builder.AddFrame(2);
        builder.AddBody(2).Fill(5);
        using var clip = Take(builder, FrameGaps.Interpolate);
        Assert.That(clip.Values.ToArray(), Is.EqualTo(new float[] { 3, 0, 0, 0, 5, 0 }));
    }

    private static SkeletonClipBuilder Gap(bool hasIds)
    {
        var builder = Builder();
        foreach (var (number, value) in new[] { (13, 6), (10, 3) })
        {
            builder.AddFrame(number);
            var body = hasIds ? builder.AddBody(9) : builder.AddBody();
            body.Fill(value);
        }

        return builder;
    }

    private static SkeletonClipBuilder Builder()
        => new(One, channels: 1, new SkeletonLimits(MaxFileBytes: 1, MaxFrames: 100, MaxBodies: 4));

    private static float[] Values(SkeletonClipBuilder builder)
    {
        using var clip = Take(builder, FrameGaps.Empty);
        return clip.Values.ToArray();
    }

    private static LoadedClip Take(SkeletonClipBuilder builder, FrameGaps gaps, int longest = 5)
    {
        var target = new ClipTarget(Bodies: 2, BodyOrder.File, Conversion: null) { Gaps = new FrameGapRule(gaps, longest) };
        return ClipAssembly.Take(builder, new ClipInfo { Name = "a" }, target, withValues: true);
    }
}
