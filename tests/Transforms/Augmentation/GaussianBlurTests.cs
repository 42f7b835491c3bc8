namespace MsMclr.MLNet.Tests;

public class GaussianBlurTests
{
    [Test]
    public void A_normalized_blur_keeps_a_clip_that_stands_still_away_from_its_ends()
    {
        var shape = new ClipShape(1, 20, 20, 1);
        var clip = new ClipUnderTest([.. Enumerable.Repeat(2f, shape.Length)], shape, SkeletonLayout.KinectV1);
        new GaussianBlur { Normalize = true }.Blur(clip.Clip, 1.5);
        Assert.That(clip.Values[(7 * 20)..(13 * 20)], Has.All.EqualTo(2f).Within(1e-5));
    }

    [Test]
    public void A_blur_equals_the_sum_that_defines_it([Values] bool normalize)
    {
        var clip = ClipUnderTest.Random(new ClipShape(3, 30, 20, 1), 5, layout: SkeletonLayout.KinectV1);
        var before = clip.Values.ToArray();
        new GaussianBlur { Normalize = normalize }.Blur(clip.Clip, 1.3);
        var taps = Enumerable.Range(-7, 15).ToDictionary(k => k, k => Math.Exp(-k * k / (2 * 1.3 * 1.3)));
        var scale = normalize ? 1 / taps.Values.Sum() : 1;
        for (var i = 0; i < before.Length; i++)
        {
            var frame = i / 20 % 30;
            var sum = taps.Where(tap => frame + tap.Key is >= 0 and < 30).Sum(tap => tap.Value * before[i + (tap.Key * 20)]);
            Assert.That(clip.Values[i], Is.EqualTo(scale * sum).Within(1e-5));
        }
    }
}
