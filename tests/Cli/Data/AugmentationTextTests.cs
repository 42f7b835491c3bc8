using MsMclr.MLNet.Cli.Data;

namespace MsMclr.MLNet.Tests;

public class AugmentationTextTests
{
    public static IEnumerable<TestCaseData> Texts()
    {
        yield return new("PaperTextStrong", KnownAugmentations.PaperTextStrong);
        yield return new("jointmask", new JointMask());
        yield return new("NoiseJoints(Count=3)", new NoiseJoints { Count = 3 });
        yield return new("Shear()", new Shear());
        yield return new(
            "Ordinary + JointMask( Probability = 0.25, MaxJointShare=0.2 )+SpatialFlip(MirrorCoordinates=false)",
            new AugmentationSequence(
                KnownAugmentations.Ordinary,
                new JointMask { Probability = 0.25, MaxJointShare = 0.2 },
                new SpatialFlip { MirrorCoordinates = false }));
    }

    [TestCaseSource(nameof(Texts))]
    public void Views_are_known_ones_and_steps_joined(string text, SkeletonAugmentation expected)
        => Assert.That(AugmentationText.Read(text, "--set"), Is.EqualTo(expected));

    [TestCase("Shear(Amplitude=0.2", "NAME=VALUE")]
    [TestCase("Shear(Amplitude=much)", "'much' is no Double")]
    [TestCase("Shear(0.2)", "Amplitude")]
    [TestCase("Strong+", "joined by")]
    public void What_cannot_be_read_is_refused_with_a_reason(string text, string reason)
        => Assert.That(() => AugmentationText.Read(text, "--set"), Throws.TypeOf<FormatException>().With.Message.Contains(reason));
}
