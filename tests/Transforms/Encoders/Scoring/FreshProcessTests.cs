using Microsoft.ML;

namespace MsMclr.MLNet.Tests;

/// <summary>A saved model in a process that has no assembly of ours: tests/Scoring.</summary>
public class FreshProcessTests
{
    private sealed class Recorded
    {
        public float[] Clip { get; set; } = [];

        public string Label { get; set; } = "";
    }

    [Test]
    public void A_saved_chain_with_a_head_gives_the_same_bits_without_this_library()
    {
        var folder = Directory.CreateTempSubdirectory("msmclr-");
        try
        {
            var ml = new MLContext(seed: 1);
            var recordings = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 24).Select(Recording).ToArray());
            var view = ml.Transforms.Conversion.MapValueToKey("Label").Fit(recordings).Transform(recordings);
            var encoderFile = Path.Combine(folder.FullName, "encoder.onnx");
            using (var trained = EmbeddingFixture.Transformer())
                trained.SaveEncoder(encoderFile);
            var options = new SkeletonPreparationEstimator.Options
            {
                Frames = 16,
                Layout = SkeletonLayout.NtuRgbd,
                Bodies = 2,
                Channels = 3,
            };
            var encoder = ml.Transforms.Skeleton.Prepare(options)
                .Append(ml.Transforms.Skeleton.Embed("Features", "Skeleton", encoderFile))
                .Fit(view);
            var head = ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy()
                .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
            var model = encoder.Append(head.Fit(ml.Data.Cache(encoder.Transform(view), "Features", "Label")));
            SavedModel.AssertSameBitsElsewhere(ml, model, view);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Recorded Recording(int seed)
        => new() { Clip = Recordings.Random(seed, 5 + seed, SkeletonLayout.NtuRgbd), Label = $"action {seed % 3}" };
}
