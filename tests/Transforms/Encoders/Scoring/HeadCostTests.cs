using Microsoft.ML;
using Microsoft.ML.Trainers;

namespace MsMclr.MLNet.Tests;

/// <summary>What fitting a head costs the encoder.</summary>
public class HeadCostTests
{
    private const int Clips = 10_000;

    [Test]
    public void Heads_on_ten_thousand_cached_embeddings_open_the_encoders_source_once()
    {
        var ml = new MLContext(1);
        var few = EmbeddingFixture.Clips(9);
        var source = EmbeddingFixture.View([.. Enumerable.Range(0, Clips).Select(row => few[row % 9])]);
        using var embed = EmbeddingFixture.Transformer(batchSize: 64);
        var labels = ml.Transforms.Expression("Label", "x => x % 9", "Number").Append(ml.Transforms.Conversion.MapValueToKey("Label"));
        var embedded = ml.Data.Cache(embed.Transform(labels.Fit(source).Transform(source)), "Features", "Label");
        var trainers = ml.MulticlassClassification.Trainers;
        var sdca = new SdcaMaximumEntropyMulticlassTrainer.Options { MaximumNumberOfIterations = 3, NumberOfThreads = 1 };
        var lbfgs = new LbfgsMaximumEntropyMulticlassTrainer.Options { MaximumNumberOfIterations = 5, NumberOfThreads = 1 };
        _ = ml.MulticlassClassification.Evaluate(trainers.SdcaMaximumEntropy(sdca).Fit(embedded).Transform(embedded));
        _ = ml.MulticlassClassification.Evaluate(trainers.LbfgsMaximumEntropy(lbfgs).Fit(embedded).Transform(embedded));

        // Cursors that ask for no clip (labels alone) are not counted; they cost nothing.
        Assert.That((source.Readers, source.Reads, source.Open), Is.EqualTo((1, Clips, 0)));
    }
}
