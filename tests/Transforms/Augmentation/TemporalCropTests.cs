namespace MsMclr.MLNet.Tests;

public class TemporalCropTests
{
    [Test]
    public void A_crop_takes_frames_of_the_clip_reflected_at_its_ends()
    {
        var clip = ClipUnderTest.FrameNumbers(12);
        TemporalCrop.Shift(clip.Clip, -2);
        Assert.That(clip.FirstJoint(), Is.EqualTo(new[] { 1f, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 }));
        clip = ClipUnderTest.FrameNumbers(12);
        TemporalCrop.Shift(clip.Clip, 2);
        Assert.That(clip.FirstJoint(), Is.EqualTo(new[] { 2f, 3, 4, 5, 6, 7, 8, 9, 10, 11, 11, 10 }));
    }
}
