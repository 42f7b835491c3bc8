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
        Assert.That(FrameSelection.Length(With(ClipLengthRule.CountNonEmpty), recording), Is.EqualTo(9));
        Assert.That(FrameSelection.Length(With(ClipLengthRule.LastNonEmpty), recording), Is.EqualTo(10));
        Assert.That(FrameSelection.Length(With(ClipLengthRule.All), longer), Is.EqualTo(11));
    }

    private static ClipPreparation With(ClipLengthRule length)
        => new(Layout, new ClipShape(3, 50, 25, 2), length, ClipCentering.None, ClipTurning.None);
}
