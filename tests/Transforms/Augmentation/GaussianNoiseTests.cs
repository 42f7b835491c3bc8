namespace MsMclr.MLNet.Tests;

public class GaussianNoiseTests
{
    [Test]
    public void Noise_spares_absent_bodies_only_where_told_to([Values] bool skip)
    {
        var clip = ClipUnderTest.Random(new ClipShape(3, 10, 25, 2), 1, absentBody: 1);
        var noisy = clip.After(new GaussianNoise { Probability = 1, SkipAbsentBodies = skip }, 3);
        Assert.That((noisy.Clip.HasBody(0), noisy.Clip.HasBody(1)), Is.EqualTo((true, !skip)));
    }
}
