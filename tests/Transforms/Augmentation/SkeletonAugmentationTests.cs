namespace MsMclr.MLNet.Tests;

/// <summary>What holds of every augmentation.</summary>
public class SkeletonAugmentationTests
{
    public static IEnumerable<SkeletonAugmentation> Every =>
    [
        .. KnownAugmentations.PaperStrong.Steps,
        .. KnownAugmentations.Strong.Steps,
        new TimeWarp(),
        KnownAugmentations.PaperOrdinary,
        KnownAugmentations.PaperStrong,
        KnownAugmentations.Strong,
        KnownAugmentations.StrongWarped,
    ];

    public static IEnumerable<SkeletonAugmentation> Gated =>
    [
        new SpatialFlip { Probability = 0.2 },
        new AxisMask { Probability = 0.2 },
        new GaussianNoise { Probability = 0.2 },
        new GaussianBlur { Probability = 0.2 },
    ];

    public static IEnumerable<TestCaseData> OutOfRange()
    {
        yield return Case("Amplitude", () => new Shear { Amplitude = double.NaN });
        yield return Case("Probability", () => new SpatialFlip { Probability = 1.5 });
        yield return Case("MinSigma", () => new GaussianBlur { MinSigma = 0 });
        yield return Case("Strength", () => new TimeWarp { Strength = 0.6 });
        yield return Case("PaddingRatio", () => new TemporalCrop { PaddingRatio = 1 });
        yield return Case("StandardDeviation", () => new GaussianNoise { StandardDeviation = -1 });
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
