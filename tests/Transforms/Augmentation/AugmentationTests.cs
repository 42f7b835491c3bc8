namespace MsMclr.MLNet.Tests;

public class AugmentationTests
{
    private static readonly ClipShape Shape = new(3, 30, 20, 1);

    public static IEnumerable<SkeletonAugmentation> Every => [.. KnownAugmentations.PaperStrong.Steps, new TimeWarp(), KnownAugmentations.PaperOrdinary, KnownAugmentations.PaperStrong, KnownAugmentations.Strong, KnownAugmentations.StrongWarped];

    [TestCaseSource(nameof(Every))]
    public void Every_augmentation_works_on_other_shapes_and_repeats_itself(SkeletonAugmentation augmentation)
    {
        foreach (var shape in new[] { Shape, new ClipShape(3, 4, 20, 3), new ClipShape(3, 1, 20, 2) })
        {
            var clip = ClipUnderTest.Random(shape, 1, layout: SkeletonLayout.KinectV1);
            for (var seed = 0; seed < 20; seed++)
            {
                var (once, again) = (clip.After(augmentation, seed).Values, clip.After(augmentation, seed).Values);
                Assert.That(again, Is.EqualTo(once));
                Assert.That(once, Has.All.InRange(-20f, 20f), "and reads no scratch it has not written");
            }
        }
    }

    [Test]
    public void A_crop_takes_frames_of_the_clip_reflected_at_its_ends()
    {
        var shape = new ClipShape(1, 12, 20, 1);
        var clip = new ClipUnderTest([.. Enumerable.Range(0, shape.Length).Select(i => (float)(i / 20))], shape, SkeletonLayout.KinectV1);
        TemporalCrop.Shift(clip.Clip, -2);
        Assert.That(clip.Values.Where((_, i) => i % 20 == 0), Is.EqualTo(new[] { 1f, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 }));
    }

    [Test]
    public void A_warped_clip_keeps_its_ends_and_never_runs_backwards()
    {
        var shape = new ClipShape(1, 12, 20, 1);
        var clip = new ClipUnderTest([.. Enumerable.Range(0, shape.Length).Select(i => (float)(i / 20))], shape, SkeletonLayout.KinectV1);
        for (var seed = 0; seed < 200; seed++)
        {
            var times = clip.After(new TimeWarp(), seed).Values.Where((_, i) => i % 20 == 0).ToArray();
            Assert.That((times[0], times[^1]), Is.EqualTo((0f, 11f)));
            Assert.That(times, Is.Ordered);
        }

        Assert.That(clip.After(new TimeWarp { Strength = 0 }, 1).Values, Is.EqualTo(clip.Values).Within(1e-5));
    }

    [TestCase(0.5, 0, Description = "fast at first: the middle shows what came later")]
    [TestCase(-0.3, 0.4)]
    public void A_warped_clip_shows_what_was_at_the_time_of_the_formula(double a, double b)
    {
        var clip = ClipUnderTest.Random(new ClipShape(2, 9, 20, 2), 4, layout: SkeletonLayout.KinectV1);
        var before = clip.Values.ToArray();
        TimeWarp.Warp(clip.Clip, a, b);
        for (var i = 0; i < before.Length; i++)
        {
            var u = i / 40 % 9 / 8.0;
            var time = 8 * (u + (u * (1 - u) * (a + (b * (1 - (2 * u))))));
            var first = i - (i / 40 % 9 * 40);
            var (low, high) = (before[first + ((int)time * 40)], before[first + (Math.Min(8, (int)time + 1) * 40)]);
            Assert.That(clip.Values[i], Is.EqualTo(low + ((time - Math.Floor(time)) * (high - low))).Within(1e-5), $"value {i}");
        }
    }

    [Test]
    public void Flipping_twice_changes_nothing([Values] bool mirrorCoordinates)
    {
        var clip = ClipUnderTest.Random(new ClipShape(3, 10, 25, 2), 1);
        var before = clip.Values.ToArray();
        var flip = new SpatialFlip { MirrorCoordinates = mirrorCoordinates };
        flip.Flip(clip.Clip);
        Assert.That(clip.Values, Is.Not.EqualTo(before));
        flip.Flip(clip.Clip);
        Assert.That(clip.Values, Is.EqualTo(before));
    }

    [Test]
    public void A_rotation_keeps_distances_and_its_signed_form_goes_both_ways()
    {
        var angles = Enumerable.Range(0, 200).Select(seed =>
        {
            var random = AugmentationRandom.For(seed, 0, 0, 0);
            return new RandomRotation { BothDirections = true, OtherDegrees = 0 }.Draw(ref random);
        }).ToArray();
        Assert.That(angles.Any(map => map.YZ + map.XY + map.ZX < 0) && angles.Any(map => map.YZ + map.XY + map.ZX > 0));
        foreach (var map in angles)
            Assert.That((map.XX * ((map.YY * map.ZZ) - (map.YZ * map.ZY))) - (map.XY * ((map.YX * map.ZZ) - (map.YZ * map.ZX))) + (map.XZ * ((map.YX * map.ZY) - (map.YY * map.ZX))), Is.EqualTo(1).Within(1e-12));
    }

    [Test]
    public void Noise_spares_absent_bodies_only_where_told_to([Values] bool skip)
    {
        var clip = ClipUnderTest.Random(new ClipShape(3, 10, 25, 2), 1, absentBody: 1).After(new GaussianNoise { Probability = 1, SkipAbsentBodies = skip }, 3);
        Assert.That((clip.Clip.HasBody(0), clip.Clip.HasBody(1)), Is.EqualTo((true, !skip)));
    }

    [Test]
    public void A_normalized_blur_keeps_a_clip_that_stands_still_away_from_its_ends()
    {
        var shape = new ClipShape(1, 20, 20, 1);
        var clip = new ClipUnderTest([.. Enumerable.Repeat(2f, shape.Length)], shape, SkeletonLayout.KinectV1);
        new GaussianBlur { Normalize = true }.Blur(clip.Clip, 1.5);
        Assert.That(clip.Values[(7 * 20)..(13 * 20)], Has.All.EqualTo(2f).Within(1e-5));
    }

    [Test]
    public void A_blur_equals_the_sum_that_defines_it()
    {
        var clip = ClipUnderTest.Random(Shape, 5, layout: SkeletonLayout.KinectV1);
        var before = clip.Values.ToArray();
        new GaussianBlur().Blur(clip.Clip, 1.3);
        for (var i = 0; i < before.Length; i++)
        {
            var (channel, frame, joint) = (i / (30 * 20), i / 20 % 30, i % 20);
            var sum = Enumerable.Range(-7, 15).Where(k => frame + k is >= 0 and < 30).Sum(k => Math.Exp(-k * k / (2 * 1.3 * 1.3)) * before[(((channel * 30) + frame + k) * 20) + joint]);
            Assert.That(clip.Values[i], Is.EqualTo(sum).Within(1e-5));
        }
    }

    [Test]
    public void Gates_open_as_often_as_they_should()
    {
        var clip = ClipUnderTest.Random(new ClipShape(3, 2, 25, 1), 1);
        foreach (var gated in new SkeletonAugmentation[] { new SpatialFlip { Probability = 0.2 }, new AxisMask { Probability = 0.2 }, new GaussianNoise { Probability = 0.2 }, new GaussianBlur { Probability = 0.2 } })
            Assert.That(Enumerable.Range(0, 2000).Count(seed => !clip.After(gated, seed).Values.SequenceEqual(clip.Values)), Is.InRange(320, 480), gated.ToString());
    }

    [Test]
    public void Options_out_of_range_name_the_property()
    {
        Assert.That(() => new Shear { Amplitude = double.NaN }, Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("Amplitude"));
        Assert.That(() => new SpatialFlip { Probability = 1.5 }, Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("Probability"));
        Assert.That(() => new GaussianBlur { MinSigma = 0 }, Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("MinSigma"));
        Assert.That(() => new TimeWarp { Strength = 0.6 }, Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("Strength"));
        Assert.That(() => new TemporalCrop { PaddingRatio = 1 }, Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("PaddingRatio"));
    }

    [Test]
    public void A_clip_that_does_not_fit_says_what_was_expected()
    {
        Assert.That(() => new ClipUnderTest(new float[7], Shape, SkeletonLayout.KinectV1).Clip.Shape, Throws.ArgumentException.With.Message.Contains("[3, 30, 20, 1]"));
        Assert.That(() => new ClipUnderTest(new float[Shape.Length], Shape).Clip.Shape, Throws.ArgumentException.With.Message.Contains("ntu-rgb+d"));
        var flat = ClipUnderTest.Random(new ClipShape(2, 5, 20, 1), 1, layout: SkeletonLayout.KinectV1);
        Assert.That(() => flat.After(new Shear(), 1), Throws.ArgumentException.With.Message.Contains("three coordinates"));
    }

    [Test]
    public void Sequences_are_equal_when_their_steps_are()
        => Assert.That(new AugmentationSequence(new TemporalCrop(), new Shear()), Is.EqualTo(KnownAugmentations.PaperOrdinary).And.Not.EqualTo(new AugmentationSequence(new Shear(), new TemporalCrop())));
}
