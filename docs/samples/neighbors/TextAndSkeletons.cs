using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.TorchSharp;
using MsMclr.MLNet;

namespace Samples;

/// <summary>
/// Text and skeletons in one program. Microsoft.ML.TorchSharp makes its trainer of text; on the TorchSharp that comes with ours its
/// <c>Fit</c> fails (docs/neighbors.md), so ML.NET's own featurizer learns the text until that is repaired there.
/// </summary>
public static class TextAndSkeletons
{
    public static void Run(TextWriter output)
    {
        // First of all: with libtorch loaded by ours, theirs starts on Debian 12 and Ubuntu 22.04 too.
        TorchSharpLoader.EnsureLoaded();
        var ml = new MLContext(seed: 1);

        var clips = ml.Data.LoadSyntheticSkeletons(new SyntheticSkeletons.Options { Subjects = 2, Repetitions = 1, Cameras = 1 });
        var pretrain = ml.Transforms.Skeleton.Prepare(new SkeletonPreparationEstimator.Options { Frames = 16 })
            .Append(ml.SelfSupervised.Trainers.MsMclr(new MsMclrTrainer.Options
            {
                Epochs = 1,
                Recipe = new MsMclrRecipe { HiddenChannels = 4, FeatureSize = 16, ProjectionSize = 8 },
            }));
        using var encoder = pretrain.Fit(clips);
        output.WriteLine($"skeletons: {encoder.Transform(clips).Schema["Features"].Type}");

        var bert = ml.MulticlassClassification.Trainers.TextClassification(sentence1ColumnName: "Text", maxEpochs: 1);
        output.WriteLine($"text, once it runs: {bert.GetType().Name}");

        Report[] reports = [new("she raises her hand", "hand"), new("he kicks the ball", "foot"), new("he waves a hand", "hand")];
        var text = ml.Transforms.Conversion.MapValueToKey("Label", "BodyPart")
            .Append(ml.Transforms.Text.FeaturizeText("Features", "Text"))
            .Append(ml.MulticlassClassification.Trainers.SdcaMaximumEntropy()) // bert, in place of these two
            .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        var model = text.Fit(ml.Data.LoadFromEnumerable(reports));
        var predicted = model.Transform(ml.Data.LoadFromEnumerable(reports)).GetColumn<string>("PredictedLabel");
        output.WriteLine($"text, today: {string.Join(", ", predicted)}");
    }

    private sealed record Report(string Text, string BodyPart);
}

// Output:
// skeletons: Vector<Single, 640>
// text, once it runs: TextClassificationTrainer
// text, today: hand, foot, hand
