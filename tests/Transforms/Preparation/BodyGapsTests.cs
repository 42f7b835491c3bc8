using Microsoft.ML;

namespace MsMclr.MLNet.Tests;

public class BodyGapsTests
{
    private static readonly SkeletonLayout Layout = SkeletonLayout.NtuRgbd;

    [TestCase(0, 0)]
    [TestCase(2, 2)]
    [TestCase(3, 5)]
    [TestCase(100, 5)]
    public void Gaps_up_to_the_longest_are_closed_and_told(int longest, int made)
    {
        // Frames 0 and 11 are empty; there is a gap of two frames and one of three.
        var recording = Walk([1, 2, 5, 6, 10], frames: 12);
        var context = new MLContext();
        var told = new List<string>();
        context.Log += (_, e) => told.Add(e.Message);
        var clip = Prepare(context, recording, longest);
        var present = Enumerable.Range(0, 10).Where(frame => clip[frame * 25] != 0).Select(frame => frame + 1);
        int[] expected = made switch
        {
            0 => [1, 2, 5, 6, 10],
            2 => [1, 2, 3, 4, 5, 6, 10],
            _ => [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
        };
        Assert.That(present, Is.EqualTo(expected));
        foreach (var frame in expected)
            Assert.That(clip[(frame - 1) * 25], Is.EqualTo(frame + 1).Within(1e-5), "on a straight way");
        var text = $"{made} frames in which a body was absent were interpolated";
        Assert.That(told.Count(message => message.Contains(text)), Is.EqualTo(made > 0 ? 1 : 0));
    }

    [Test]
    public void A_number_out_of_range_is_refused()
        => Assert.That(
            () => new MLContext().Transforms.Skeleton.Prepare(new SkeletonPreparationEstimator.Options { LongestInterpolatedGap = -1 }),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("LongestInterpolatedGap"));

    private static float[] Walk(int[] present, int frames)
    {
        var recording = new float[frames * 25 * 3];
        foreach (var frame in present)
            recording.AsSpan(frame * 25 * 3, 25 * 3).Fill(frame + 1);
        return recording;
    }

    private static float[] Prepare(MLContext context, float[] recording, int longest)
    {
        var options = new SkeletonPreparationEstimator.Options
        {
            Frames = 10,
            LongestInterpolatedGap = longest,
            Centering = ClipCentering.None,
            Turning = ClipTurning.None,
        };
        var view = new RecordingView("Clip", Recordings.Type(Layout, bodies: 1), Layout, [recording]);
        return context.Transforms.Skeleton.Prepare(options).Fit(view).Transform(view).Vectors("Skeleton")[0];
    }
}
