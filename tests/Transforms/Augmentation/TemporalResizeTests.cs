namespace MsMclr.MLNet.Tests;

public class TemporalResizeTests
{
    [Test]
    public void The_whole_clip_is_the_clip()
    {
        var clip = ClipUnderTest.Random(new ClipShape(3, 17, 20, 2), 3, layout: SkeletonLayout.KinectV1);
        Assert.That(clip.After(new TemporalResize { MinShare = 1, MaxShare = 1 }, 5).Values, Is.EqualTo(clip.Values));
    }

    [Test]
    public void A_run_is_stretched_to_the_clips_length()
    {
        var clip = ClipUnderTest.FrameNumbers(8);
        TemporalResize.Resize(clip.Clip, start: 2, length: 4);
        Assert.That(clip.FirstJoint(), Is.EqualTo(new[] { 1.75f, 2.25f, 2.75f, 3.25f, 3.75f, 4.25f, 4.75f, 5.25f }).Within(1e-6));
    }

    [Test]
    public void Runs_have_the_shares_asked_for_and_lie_anywhere()
    {
        var clip = ClipUnderTest.FrameNumbers(100);
        var runs = Enumerable.Range(0, 500)
            .Select(seed => clip.After(new TemporalResize { MinShare = 0.4, MaxShare = 0.6 }, seed).FirstJoint())
            .ToList();
        Assert.That(runs, Has.All.Ordered);
        Assert.That(runs.Select(times => times[^1] - times[0]), Has.All.InRange(38.5f, 60f));
        Assert.That(runs.Min(times => times[0]), Is.LessThan(2));
        Assert.That(runs.Max(times => times[^1]), Is.GreaterThan(97));
    }

    [Test]
    public void A_missing_joint_is_missing_where_its_frame_is_nearest()
    {
        var clip = ClipUnderTest.FrameNumbers(8);
        clip.Values.AsSpan(4 * 20, 20).Fill(float.NaN);
        TemporalResize.Resize(clip.Clip, start: 2, length: 4);
        Assert.That(clip.FirstJoint(), Is.EqualTo(new[] { 1.75f, 2.25f, 2.75f, 3, float.NaN, float.NaN, 5, 5.25f }).Within(1e-6));
    }
}
