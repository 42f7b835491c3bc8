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
        var layout = SkeletonLayout.KinectV1;
        float[][] rows = [.. Enumerable.Range(0, 40).Select(seed => Recordings.Random(seed, 1 + (seed * 3), layout))];
        var view = Recordings.View(layout, rows);
        var options = new SkeletonPreparationEstimator.Options
        {
            Frames = 20,
            Length = length,
            Centering = centering,
            Turning = turning,
        };
        var prepare = new MLContext().Transforms.Skeleton.Prepare(options).Fit(view);
        var expected = prepare.Transform(view).Vectors("Skeleton");
        var actual = Reading.SaveAndLoad(prepare, view).Vectors("Skeleton");
        for (var row = 0; row < rows.Length; row++)
            Assert.That(Bits(actual[row]), Is.EqualTo(Bits(expected[row])), $"row {row}");
    }

    private static IEnumerable<int> Bits(float[] values) => values.Select(BitConverter.SingleToInt32Bits);
}
