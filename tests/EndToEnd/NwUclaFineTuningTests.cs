using System.Globalization;
using Microsoft.ML;

namespace MsMclr.MLNet.Tests;

/// <summary>
/// Fine-tuning on real recordings with few labels: Northwestern-UCLA, training views 1 and 2, tested on view 3. The command behind the
/// table of docs/fine-tuning.md.
/// </summary>
public class NwUclaFineTuningTests
{
    [Test, Explicit("Trains for some ten minutes and needs the recordings.")]
    public void Pretraining_pays_most_where_labels_are_few()
    {
        var context = new MLContext(1);
        var (train, test) = NwUclaClips.LoadOrSkip(context);

        double Accuracy(SkeletonEmbeddingTransformer encoder, double fraction, FineTunedLayers layers)
        {
            // As many steps, about, whatever the number of labels.
            var epochs = fraction switch { >= 1 => 10, >= 0.1 => 40, _ => 100 };
            var trainer = context.MulticlassClassification.Trainers.SkeletonFineTuning(new SkeletonFineTuningTrainer.Options
            {
                Encoder = encoder,
                LabelFraction = fraction,
                Layers = layers,
                Epochs = epochs,
                Seed = 1,
            });
            using var model = trainer.Fit(train);
            return context.MulticlassClassification.Evaluate(model.Transform(test)).MicroAccuracy;
        }

        var pretraining = int.Parse(TestContext.Parameters.Get("epochs", "10"), CultureInfo.InvariantCulture);
        using var untrained = NwUclaClips.Pretrain(context, train, epochs: 0);
        using var pretrained = NwUclaClips.Pretrain(context, train, pretraining);
        var gains = new List<double>();
        foreach (var fraction in new[] { 0.01, 0.1, 1 })
        {
            foreach (var layers in Enum.GetValues<FineTunedLayers>())
            {
                var before = Accuracy(untrained, fraction, layers);
                var after = Accuracy(pretrained, fraction, layers);
                gains.Add(after - before);
                TestContext.Out.WriteLine($"{fraction:p0} of labels, {layers}: untrained {before:p1}, pretrained {after:p1}");
            }
        }

        Assert.That(gains.Average(), Is.GreaterThan(0));
    }
}
