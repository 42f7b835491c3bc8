using Microsoft.ML;
using MsMclr.MLNet.Transforms.Preparation;

namespace MsMclr.MLNet.Tests;

public class PreparationGoldenTests
{
    [TestCaseSource(typeof(Recordings), nameof(Recordings.Golden))]
    public void Prepared_clips_are_the_golden_ones(string name)
        => GoldenData.AssertMatches($"prep/{name}_position.npy", Prepare(name, ClipTurning.OneDirection));

    [TestCaseSource(typeof(Recordings), nameof(Recordings.Golden))]
    public void Without_the_turn_they_are_the_golden_resized_ones(string name)
        => GoldenData.AssertMatches($"prep/{name}_resized.npy", Prepare(name, ClipTurning.None));

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(49)]
    [TestCase(50)]
    [TestCase(51)]
    [TestCase(100)]
    [TestCase(137)]
    [TestCase(300)]
    public void Resizing_gives_the_bits_of_the_reference(int frames)
    {
        var input = GoldenArray.Read($"prep/resize_in_{frames}.npy");
        var expected = GoldenArray.Read($"prep/resize_out_{frames}.npy");
        var coordinates = input.Shape[0];
        var joints = input.Shape[2];
        var actual = new float[coordinates * 50 * joints];
        for (var i = 0; i < actual.Length; i++)
        {
            var coordinate = i / (50 * joints);
            var frame = i / joints % 50;
            var joint = i % joints;
            var (before, after, fraction) = FrameSelection.At(frame, frames, 50);
            float In(int at) => input.Values[(((coordinate * frames) + at) * joints) + joint];
            actual[i] = ((1 - fraction) * In(before)) + (fraction * In(after));
        }

        Assert.That(input.Shape[1], Is.EqualTo(frames));
        Assert.That(actual, Is.EqualTo(expected.Values));
    }

    private static float[] Prepare(string name, ClipTurning turning)
    {
        var view = Recordings.View(SkeletonLayout.NtuRgbd, Recordings.Raw($"prep/{name}_raw.npy").Values);
        var options = SkeletonPreparationEstimator.Options.Paper;
        options.Turning = turning;
        var prepare = new MLContext().Transforms.Skeleton.Prepare(options).Fit(view);
        return prepare.Transform(view).Vectors("Skeleton")[0];
    }
}
