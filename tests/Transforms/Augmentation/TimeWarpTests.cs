namespace MsMclr.MLNet.Tests;

public class TimeWarpTests
{
    [Test]
    public void A_warped_clip_keeps_its_ends_and_never_runs_backwards()
    {
        var clip = ClipUnderTest.FrameNumbers(12);
        for (var seed = 0; seed < 200; seed++)
        {
            var times = clip.After(new TimeWarp(), seed).FirstJoint();
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
            var low = before[first + ((int)time * 40)];
            var high = before[first + (Math.Min(8, (int)time + 1) * 40)];
            Assert.That(clip.Values[i], Is.EqualTo(low + ((time - Math.Floor(time)) * (high - low))).Within(1e-5), $"value {i}");
        }
    }
}
