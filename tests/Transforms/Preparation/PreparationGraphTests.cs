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

    private static void AssertSameBits(SkeletonPreparationEstimator.Options options, int bodies = 2, int channels = 3)
    {
        var layout = SkeletonLayout.KinectV1;
        float[][] rows =
        [
            .. Enumerable.Range(0, 40).Select(seed => Recordings.Random(seed, 1 + (seed * 3), layout, bodies, channels)),
        ];
        var view = new RecordingView("Clip", Recordings.Type(layout, bodies, channels), layout, rows);
        var prepare = new MLContext().Transforms.Skeleton.Prepare(options).Fit(view);
        var expected = prepare.Transform(view).Vectors("Skeleton");
        var actual = Reading.SaveAndLoad(prepare, view).Vectors("Skeleton");
        for (var row = 0; row < rows.Length; row++)
            Assert.That(Bits(actual[row]), Is.EqualTo(Bits(expected[row])), $"row {row}");
    }

    private static IEnumerable<int> Bits(float[] values) => values.Select(BitConverter.SingleToInt32Bits);
}
