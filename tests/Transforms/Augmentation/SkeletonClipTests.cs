namespace MsMclr.MLNet.Tests;

public class SkeletonClipTests
{
    private static readonly ClipShape Shape = new(3, 30, 20, 1);

    [Test]
    public void A_clip_that_does_not_fit_says_what_was_expected()
    {
        var tooShort = new ClipUnderTest(new float[7], Shape, SkeletonLayout.KinectV1);
        Assert.That(() => tooShort.Clip.Shape, Throws.ArgumentException.With.Message.Contains("[3, 30, 20, 1]"));
        var other = new ClipUnderTest(new float[Shape.Length], Shape);
        Assert.That(() => other.Clip.Shape, Throws.ArgumentException.With.Message.Contains("ntu-rgb+d"));
        var flat = ClipUnderTest.Random(new ClipShape(2, 5, 20, 1), 1, layout: SkeletonLayout.KinectV1);
        Assert.That(() => flat.After(new Shear(), 1), Throws.ArgumentException.With.Message.Contains("three coordinates"));
    }
}
