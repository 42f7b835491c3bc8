using Microsoft.ML;
using Microsoft.ML.Trainers;

namespace MsMclr.MLNet.Tests;

/// <summary>What fitting a head costs the encoder.</summary>
public class HeadCostTests
{
    private const int Clips = 10_000;

    [Test]
    public void A_head_on_ten_thousand_cached_embeddings_reads_each_clip_once([Values("SDCA", "L-BFGS")] string trainer)
    {
        var ml = new MLContext(1);
        var few = EmbeddingFixture.Clips(9);
        var source = EmbeddingFixture.View([.. Enumerable.Range(0, Clips).Select(row => few[row % 9])]);
        using var embed = EmbeddingFixture.Transformer(batchSize: 64);
        var labels = ml.Transforms.Expression("Label", "x => x % 9", "Number").Append(ml.Transforms.Conversion.MapValueToKey("Label"));
        var labelled = labels.Fit(source).Transform(source);
        var before = source.Cursors;
        var embedded = ml.Data.Cache(embed.Transform(labelled), "Features", "Label");
        if (trainer == "SDCA")
            _ = ml.MulticlassClassification.Evaluate(ml.MulticlassClassification.Trainers.SdcaMaximumEntropy(new SdcaMaximumEntropyMulticlassTrainer.Options { MaximumNumberOfIterations = 5, NumberOfThreads = 1 }).Fit(embedded).Transform(embedded));
        else
            _ = ml.MulticlassClassification.Evaluate(ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options { MaximumNumberOfIterations = 20, NumberOfThreads = 1 }).Fit(embedded).Transform(embedded));
        Assert.That((source.Cursors - before, source.Reads, source.Open), Is.EqualTo((1, Clips, 0)));
    }
}
