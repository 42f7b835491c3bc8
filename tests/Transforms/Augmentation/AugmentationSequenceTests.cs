namespace MsMclr.MLNet.Tests;

public class AugmentationSequenceTests
{
    [Test]
    public void Sequences_are_equal_when_their_steps_are()
    {
        var sequence = new AugmentationSequence(new TemporalCrop(), new Shear());
        var reversed = new AugmentationSequence(new Shear(), new TemporalCrop());
        Assert.That(sequence, Is.EqualTo(KnownAugmentations.PaperOrdinary).And.Not.EqualTo(reversed));
    }
}
