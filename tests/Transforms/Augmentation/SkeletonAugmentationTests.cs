namespace MsMclr.MLNet.Tests;

/// <summary>What holds of every augmentation.</summary>
public class SkeletonAugmentationTests
{
    public static IEnumerable<SkeletonAugmentation> Every =>
    [
        .. KnownAugmentations.PaperStrong.Steps,
        .. KnownAugmentations.Strong.Steps,
        .. Others,
        KnownAugmentations.PaperOrdinary,
        KnownAugmentations.PaperStrong,
        KnownAugmentations.Strong,
        KnownAugmentations.StrongWarped,
        KnownAugmentations.PaperTextStrong,
        KnownAugmentations.PlanarStrong,
    ];

    /// <summary>Those that no view of the paper's code has.</summary>
    public static IEnumerable<SkeletonAugmentation> Others =>
    [
        new TimeWarp(),
        new TemporalResize(),
        new JointMask(),
        new LimbScale(),
        new AxisScale(),
        new JointJitter(),
        new NoiseJoints(),
        new PlanarShear(),
        new PlanarRotation(),
        new ViewRotation(),
    ];

    /// <summary>Those that leave each joint of each frame where it is in memory.</summary>
    public static IEnumerable<SkeletonAugmentation> InPlace => Every.Where(augmentation =>
        augmentation is not (AugmentationSequence or TimeWarp or TemporalCrop or TemporalResize or SpatialFlip));

    public static IEnumerable<SkeletonAugmentation> Gated =>
    [
        new SpatialFlip { Probability = 0.2 },
        new AxisMask { Probability = 0.2 },
        new GaussianNoise { Probability = 0.2 },
        new GaussianBlur { Probability = 0.2 },
        new JointMask { Probability = 0.2 },
        new JointJitter { Probability = 0.2 },
    ];

    public static IEnumerable<TestCaseData> OutOfRange()
    {
        yield return Case("Amplitude", () => new Shear { Amplitude = double.NaN });
        yield return Case("Probability", () => new SpatialFlip { Probability = 1.5 });
        yield return Case("MinSigma", () => new GaussianBlur { MinSigma = 0 });
        yield return Case("Strength", () => new TimeWarp { Strength = 0.6 });
        yield return Case("PaddingRatio", () => new TemporalCrop { PaddingRatio = 1 });
        yield return Case("StandardDeviation", () => new GaussianNoise { StandardDeviation = -1 });
        yield return Case("MinShare", () => new TemporalResize { MinShare = 0 });
        yield return Case("MaxShare", () => new TemporalResize { MaxShare = 1.1 });
        yield return Case("MaxJointShare", () => new JointMask { MaxJointShare = 0 });
        yield return Case("MaxFrameShare", () => new JointMask { MaxFrameShare = double.NaN });
        yield return Case("MinFactor", () => new LimbScale { MinFactor = 0 });
        yield return Case("MaxFactor", () => new AxisScale { MaxFactor = double.PositiveInfinity });
        yield return Case("StandardDeviation", () => new JointJitter { StandardDeviation = double.NaN });
        yield return Case("Count", () => new NoiseJoints { Count = 0 });
        yield return Case("Amplitude", () => new PlanarShear { Amplitude = -1 });
        yield return Case("Degrees", () => new PlanarRotation { Degrees = double.NaN });
        yield return Case("Degrees", () => new ViewRotation { Degrees = -1 });
        yield return Case("TiltDegrees", () => new ViewRotation { TiltDegrees = double.NaN });
        yield return Case("MainDegrees", () => new RandomRotation { MainDegrees = double.PositiveInfinity });
    }

    [TestCaseSource(nameof(Every))]
    public void Every_augmentation_works_on_other_shapes_and_repeats_itself(SkeletonAugmentation augmentation)
    {
        foreach (var shape in new ClipShape[] { new(3, 30, 20, 1), new(3, 4, 20, 3), new(3, 1, 20, 2) })
        {
            var clip = ClipUnderTest.Random(shape, 1, layout: SkeletonLayout.KinectV1);
            for (var seed = 0; seed < 20; seed++)
            {
                var once = clip.After(augmentation, seed).Values;
                var again = clip.After(augmentation, seed).Values;
                Assert.That(again, Is.EqualTo(once));
                Assert.That(once, Has.All.InRange(-20f, 20f), "and reads no scratch it has not written");
            }
        }
    }

    [TestCaseSource(nameof(InPlace))]
    public void A_missing_joint_stays_missing_and_takes_no_other_with_it(SkeletonAugmentation augmentation)
    {
        var clip = ClipUnderTest.Random(new ClipShape(3, 9, 25, 2), 1);
        for (var place = 0; place < 9 * 50; place += 31)
        {
            for (var channel = 0; channel < 3; channel++)
                clip.Values[(channel * 9 * 50) + place] = float.NaN;
        }

        for (var seed = 0; seed < 20; seed++)
        {
            var after = clip.After(augmentation, seed).Values;
            for (var place = 0; place < 9 * 50; place++)
            {
                var isMissing = new[] { 0, 1, 2 }.Any(channel => float.IsNaN(after[(channel * 9 * 50) + place]));
                Assert.That(isMissing, Is.EqualTo(place % 31 == 0), $"value {place}");
            }
        }
    }

    [TestCaseSource(nameof(Every))]
    public void Nothing_is_allocated(SkeletonAugmentation augmentation)
    {
        var clip = ClipUnderTest.Random(new ClipShape(3, 20, 25, 2), 1);
        Apply(100); // Whatever is made once.
        var before = GC.GetAllocatedBytesForCurrentThread();
        Apply(50);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);

        void Apply(int clips)
        {
            for (var i = 0; i < clips; i++)
            {
                var random = AugmentationRandom.For(1, 0, i, 0);
                augmentation.Apply(clip.Clip, ref random);
            }
        }
    }

    [TestCaseSource(nameof(Gated))]
    public void Gates_open_as_often_as_they_should(SkeletonAugmentation gated)
    {
        var clip = ClipUnderTest.Random(new ClipShape(3, 2, 25, 1), 1);
        var changed = Enumerable.Range(0, 2000).Count(seed => !clip.After(gated, seed).Values.SequenceEqual(clip.Values));
        Assert.That(changed, Is.InRange(320, 480));
    }

    [TestCaseSource(nameof(OutOfRange))]
    public void Options_out_of_range_name_the_property(string property, Func<SkeletonAugmentation> make)
        => Assert.That(() => make(), Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo(property));

    private static TestCaseData Case(string property, Func<SkeletonAugmentation> make)
        => new TestCaseData(property, make).SetArgDisplayNames(property);
}
