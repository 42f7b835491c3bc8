using System.Globalization;
using Microsoft.ML;

namespace MsMclr.MLNet.Tests;

/// <summary>Fine-tuning on real recordings with few labels: Northwestern-UCLA, training views 1 and 2, tested on view 3. The command behind the table of docs/fine-tuning.md.</summary>
public class NwUclaFineTuningTests
{
    [Test, Explicit("Trains for some ten minutes and needs the recordings.")]
    public void Pretraining_pays_most_where_labels_are_few()
    {
        var context = new MLContext(1);
        var folder = GoldenData.RecordingsOrSkip("nw-ucla");
        var train = context.Data.LoadFromSkeletonFiles(folder, SkeletonFormat.NwUcla, NwUclaProtocol.CrossView.Train);
        var test = context.Data.LoadFromSkeletonFiles(folder, SkeletonFormat.NwUcla, NwUclaProtocol.CrossView.Test);
        var prepare = context.Transforms.Skeleton.Prepare(new SkeletonPreparationEstimator.Options { Frames = 32 }).Fit(train);
        var (preparedTrain, preparedTest) = (context.Data.Cache(prepare.Transform(train), "Skeleton", "Label"), context.Data.Cache(prepare.Transform(test), "Skeleton", "Label"));

        SkeletonEmbeddingTransformer Encoder(int epochs) => context.SelfSupervised.Trainers.MsMclr(new MsMclrTrainer.Options { Epochs = epochs, Seed = 1, Recipe = MsMclrRecipe.Default with { FeatureSize = 128 } }).Fit(preparedTrain);

        double Accuracy(SkeletonEmbeddingTransformer encoder, double fraction, FineTunedLayers layers)
        {
            // As many steps, about, whatever the number of labels.
            var epochs = fraction switch { >= 1 => 10, >= 0.1 => 40, _ => 100 };
            var options = new SkeletonFineTuningTrainer.Options { Encoder = encoder, LabelFraction = fraction, Layers = layers, Epochs = epochs, Seed = 1 };
            using var model = context.MulticlassClassification.Trainers.SkeletonFineTuning(options).Fit(preparedTrain);
            return context.MulticlassClassification.Evaluate(model.Transform(preparedTest)).MicroAccuracy;
        }

        using var untrained = Encoder(0);
        using var pretrained = Encoder(int.Parse(TestContext.Parameters.Get("epochs", "10"), CultureInfo.InvariantCulture));
        var gains = new List<double>();
        foreach (var fraction in new[] { 0.01, 0.1, 1 })
        {
            foreach (var layers in Enum.GetValues<FineTunedLayers>())
            {
                var (from, to) = (Accuracy(untrained, fraction, layers), Accuracy(pretrained, fraction, layers));
                gains.Add(to - from);
                TestContext.Out.WriteLine($"{fraction:p0} of labels, {layers}: untrained {from:p1}, pretrained {to:p1}");
            }
        }

        Assert.That(gains.Average(), Is.GreaterThan(0));
    }
}
