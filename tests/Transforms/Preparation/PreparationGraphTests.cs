using Microsoft.ML;

namespace MsMclr.MLNet.Tests;

public class PreparationGraphTests
{
    [Test]
    public void A_loaded_model_prepares_to_the_same_bits(
        [Values] ClipLengthRule length,
        [Values] ClipCentering centering,
        [Values] ClipTurning turning)
    {
        AssertSameBits(new() { Frames = 20, Length = length, Centering = centering, Turning = turning });
    }

    [Test]
    public void A_loaded_model_scales_to_the_same_bits(
        [Values] ClipScale scale,
        [Values(ClipTurning.None, ClipTurning.BetweenBodies)] ClipTurning turning,
        [Values(1, 20)] int frames,
        [Values(1, 2, 3)] int bodies)
        => AssertSameBits(new() { Frames = frames, Turning = turning, Scale = scale }, bodies);

    [Test]
    public void A_loaded_model_scales_two_dimensional_clips_to_the_same_bits([Values] ClipScale scale)
        => AssertSameBits(new() { Frames = 9, Turning = ClipTurning.None, Scale = scale }, channels: 2);

    [Test]
    public void A_loaded_model_treats_missing_joints_to_the_same_bits(
        [Values] MissingJoints missing,
        [Values] ClipCentering centering,
        [Values] ClipTurning turning)
        => AssertSameBits(new() { Frames = 20, MissingJoints = missing, Centering = centering, Turning = turning }, Missing());

    [Test]
    public void A_loaded_model_closes_gaps_to_the_same_bits(
        [Values] MissingJoints missing,
        [Values] ClipLengthRule length,
        [Values(1, 3, 1_000_000)] int gap)
        => AssertSameBits(new() { Frames = 7, MissingJoints = missing, Length = length, LongestInterpolatedGap = gap }, Missing(bodies: 1));

    [Test]
    public void A_loaded_model_leaves_scores_alone_to_the_same_bits(
        [Values] MissingJoints missing,
        [Values] ClipCentering centering,
        [Values(0, 2)] int gap)
    {
        var options = new SkeletonPreparationEstimator.Options
        {
            Frames = 9,
            MissingJoints = missing,
            Centering = centering,
            Turning = ClipTurning.None,
            Scale = ClipScale.Box,
            Coordinates = 2,
            LongestInterpolatedGap = gap,
        };
        AssertSameBits(options, Missing(scores: 1));
        options.Turning = ClipTurning.EachFrame;
        options.Coordinates = 3;
        AssertSameBits(options, Missing(channels: 4, scores: 1));
    }

    [Test]
    public void A_loaded_model_finds_a_center_that_hangs_on_nothing_to_the_same_bits(
        [Values(MissingJoints.Interpolate, MissingJoints.Keep)] MissingJoints missing,
        [Values(ClipCentering.EachFrame, ClipCentering.FirstFrame)] ClipCentering centering)
    {
        var options = new SkeletonPreparationEstimator.Options { Frames = 20, MissingJoints = missing, Centering = centering };
        foreach (var layout in new[] { SkeletonLayout.Coco17, SkeletonLayout.NtuRgbd, SkeletonLayout.OpenPose25 })
            AssertSameBits(options, Missing(layout: layout), layout);
    }

    private static RecordingView Missing(int bodies = 2, int channels = 3, int scores = 0, SkeletonLayout? layout = null)
    {
        layout ??= SkeletonLayout.KinectV1;
        var rows = Enumerable.Range(0, 12).Select(seed => Recordings.Missing(seed, 1 + (seed * 7), layout, bodies, channels, scores));
        return new("Clip", Recordings.Type(layout, bodies, channels), layout, [.. rows]);
    }

    private static void AssertSameBits(SkeletonPreparationEstimator.Options options, int bodies = 2, int channels = 3)
    {
        var layout = SkeletonLayout.KinectV1;
        float[][] rows =
        [
            .. Enumerable.Range(0, 40).Select(seed => Recordings.Random(seed, 1 + (seed * 3), layout, bodies, channels)),
        ];
        AssertSameBits(options, new RecordingView("Clip", Recordings.Type(layout, bodies, channels), layout, rows));
    }

    private static void AssertSameBits(SkeletonPreparationEstimator.Options options, RecordingView view, object? what = null)
    {
        var prepare = new MLContext().Transforms.Skeleton.Prepare(options).Fit(view);
        var expected = prepare.Transform(view).Vectors("Skeleton");
        var actual = Reading.SaveAndLoad(prepare, view).Vectors("Skeleton");
        for (var row = 0; row < expected.Length; row++)
            Assert.That(Bits(actual[row]), Is.EqualTo(Bits(expected[row])), $"row {row}, {what}");
        if (options.MissingJoints != MissingJoints.Keep)
            Assert.That(expected.SelectMany(clip => clip), Has.None.NaN);
    }

    private static int[] Bits(float[] values) => [.. values.Select(BitConverter.SingleToInt32Bits)];
}
