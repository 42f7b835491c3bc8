namespace MsMclr.MLNet.Tests;

public class KnownAugmentationsTests
{
    [Test]
    public void The_strong_view_is_the_papers_put_right_without_flip_and_from_another_side()
    {
        SkeletonAugmentation[] expected =
        [
            new TemporalCrop { PaddingRatio = 6 },
            new Shear { Amplitude = 0.5 },
            new RandomRotation { MainDegrees = 30, OtherDegrees = 1, BothDirections = true },
            new GaussianNoise { Probability = 0.5, StandardDeviation = 0.01, SkipAbsentBodies = true },
            new GaussianBlur { Probability = 0.5, MinSigma = 0.1, MaxSigma = 2, Normalize = true },
            new AxisMask { Probability = 0.5 },
            new ChaosJoint(),
            new ViewRotation { Degrees = 30, TiltDegrees = 0 },
        ];
        Assert.That(KnownAugmentations.Strong.Steps, Is.EqualTo(expected));
    }

    [Test]
    public void The_papers_strong_view_has_every_oddity_of_its_code()
    {
        SkeletonAugmentation[] expected =
        [
            new TemporalCrop { PaddingRatio = 6 },
            new Shear { Amplitude = 0.5 },
            new SpatialFlip { Probability = 0.5, MirrorCoordinates = false },
            new RandomRotation { MainDegrees = 30, OtherDegrees = 1, BothDirections = false },
            new GaussianNoise { Probability = 0.5, StandardDeviation = 0.01, SkipAbsentBodies = false },
            new GaussianBlur { Probability = 0.5, MinSigma = 0.1, MaxSigma = 2, Normalize = false },
            new AxisMask { Probability = 0.5 },
            new ChaosJoint(),
        ];
        Assert.That(KnownAugmentations.PaperStrong.Steps, Is.EqualTo(expected));
    }

    [Test]
    public void The_strong_view_of_the_papers_text_masks_joints_and_never_flips()
    {
        SkeletonAugmentation[] expected =
        [
            new TemporalCrop { PaddingRatio = 6 },
            new Shear { Amplitude = 0.5 },
            RandomRotation.Paper,
            GaussianNoise.Paper,
            GaussianBlur.Paper,
            new JointMask(),
            new AxisMask { Probability = 0.5 },
            new NoiseJoints { Count = 5 },
        ];
        Assert.That(KnownAugmentations.PaperTextStrong.Steps, Is.EqualTo(expected));
    }

    [Test]
    public void The_ordinary_views_are_a_crop_and_a_shear_and_ours_is_turned()
    {
        SkeletonAugmentation[] recommended = [new TemporalCrop(), new Shear { Amplitude = 0.2 }, new ViewRotation()];
        SkeletonAugmentation[] papers = [new TemporalCrop(), new Shear { Amplitude = 0.5 }];
        Assert.That(KnownAugmentations.Ordinary.Steps, Is.EqualTo(recommended));
        Assert.That(KnownAugmentations.PaperOrdinary.Steps, Is.EqualTo(papers));
    }

    [Test]
    public void What_is_said_without_options_is_the_recommended_form()
    {
        Assert.That(KnownAugmentations.Strong.Steps, Is.SupersetOf(new SkeletonAugmentation[]
        {
            new RandomRotation(),
            new GaussianNoise(),
            new GaussianBlur(),
        }));
        Assert.That(new SkeletonAugmentationEstimator.Options().Augmentation, Is.EqualTo(KnownAugmentations.Ordinary));
    }
}
