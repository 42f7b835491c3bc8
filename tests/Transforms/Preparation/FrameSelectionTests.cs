using MsMclr.MLNet.Transforms.Preparation;

namespace MsMclr.MLNet.Tests;

public class FrameSelectionTests
{
    private static readonly SkeletonLayout Layout = SkeletonLayout.NtuRgbd;

    [Test]
    public void An_empty_frame_in_the_middle_cuts_the_tail_by_the_papers_rule_alone()
    {
        var frame = 2 * 25 * 3;
        var recording = Recordings.Random(1, 10, Layout);
        for (var i = 0; i < recording.Length; i++)
            recording[i] = i / frame == 4 ? 0 : i / frame;
        recording[0] = 1;
        float[] longer = [.. recording, .. new float[frame]];
        Assert.That(FrameSelection.Range(With(ClipLengthRule.CountNonEmpty), recording), Is.EqualTo((0, 9)));
        Assert.That(FrameSelection.Range(With(ClipLengthRule.LastNonEmpty), recording), Is.EqualTo((0, 10)));
        Assert.That(FrameSelection.Range(With(ClipLengthRule.All), longer), Is.EqualTo((0, 11)));
    }

    [Test]
    public void Empty_frames_at_both_ends_are_cut_and_no_others()
    {
        var body = Enumerable.Repeat(1f, 25 * 3).ToArray();
        var frame = new float[2 * 25 * 3];
        float[] second = [.. new float[25 * 3], .. body];
        float[] missing = [.. Enumerable.Repeat(float.NaN, 25 * 3), .. new float[25 * 3]];
        float[] recording = [.. frame, .. missing, .. second, .. frame, .. frame, .. second, .. missing, .. frame];
        Assert.That(FrameSelection.Range(With(ClipLengthRule.NonEmptyRange), recording), Is.EqualTo((2, 4)));
        Assert.That(FrameSelection.Range(With(ClipLengthRule.LastNonEmpty), recording), Is.EqualTo((0, 6)));
        Assert.That(FrameSelection.Range(With(ClipLengthRule.NonEmptyRange), [.. frame, .. missing]), Is.EqualTo((0, 0)));
    }

    [Test]
    public void A_first_joint_that_is_never_found_is_not_counted([Values(0, float.NaN)] float first)
    {
        var body = Enumerable.Repeat(1f, 25 * 3).ToArray();
        body.AsSpan(0, 3).Fill(first);
        float[] frame = [.. body, .. new float[25 * 3]];
        float[] recording = [.. frame, .. frame, .. frame];
        Assert.That(FrameSelection.Range(With(ClipLengthRule.CountNonEmpty), recording), Is.EqualTo((0, 3)));
    }

    private static ClipPreparation With(ClipLengthRule length)
        => new(Layout, new ClipShape(3, 50, 25, 2), length, ClipCentering.None, ClipTurning.None);
}
