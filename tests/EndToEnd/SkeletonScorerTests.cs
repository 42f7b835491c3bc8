using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

/// <summary>A scorer gives what the model gives, from any thread, and refuses what is no clip of a person.</summary>
public partial class SkeletonScorerTests
{
    private const int FrameLength = 2 * 25 * 3;
    private static readonly MLContext Ml = new(1);
    private static readonly TemporaryFolder Folder = new();
    private static TransformerChain<ITransformer> model = null!;
    private static DataViewSchema schema = null!;
    private static float[][] clips = [];
    private static Scored[] expected = [];
    private static SkeletonScorer scorer = null!;

    private sealed class Scored
    {
        public string PredictedLabel { get; set; } = "";

        public float[] Score { get; set; } = [];

        public float[] Features { get; set; } = [];
    }

    private static string ModelFile => Folder.File("action.zip");

    [OneTimeSetUp]
    public void Make()
    {
        var train = SmallClips.Load(Ml, subjects: 2);
        var encoder = SmallClips.Prepare(Ml).Append(Ml.SelfSupervised.Trainers.MsMclr(SmallClips.Untrained)).Fit(train);
        var head = Ml.Transforms.NormalizeMeanVariance("Normal", "Features", fixZero: false)
            .Append(Ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(featureColumnName: "Normal", l1Regularization: 0));
        var names = Ml.Transforms.Conversion.MapKeyToValue("PredictedLabel");
        var classifier = head.Append(names).Fit(Ml.Data.Cache(encoder.Transform(train), "Features", "Label"));
        model = new TransformerChain<ITransformer>([.. encoder, classifier]);
        schema = train.Schema;
        clips = [.. train.GetColumn<float[]>("Clip")];
        expected = [.. Ml.Data.CreateEnumerable<Scored>(model.Transform(train), reuseRowObject: false)];
        Ml.Model.Save(model, schema, ModelFile);
        scorer = SkeletonScorer.Load(ModelFile);
    }

    [OneTimeTearDown]
    public void Dispose()
    {
        scorer.Dispose();
        model.Dispose();
        Folder.Dispose();
    }

    [Test]
    public void Predictions_are_the_bits_of_a_view([Values] bool loaded)
    {
        using var own = loaded ? SkeletonScorer.Load(ModelFile) : new SkeletonScorer(model, schema);
        for (var i = 0; i < clips.Length; i++)
            Assert.That(IsRight(own.Score(clips[i]), i), Is.True, $"clip {i}");
        Assert.That(expected.Select(scored => scored.PredictedLabel).Distinct().Count(), Is.GreaterThan(10), "answers differ");
        Assert.That(own.Labels, Is.EqualTo(SyntheticSkeletons.Actions));
        Assert.That((own.Bodies, own.Channels, own.EmbeddingSize), Is.EqualTo((2, 3, 960)));
        Assert.That(own.Layout, Is.EqualTo(SkeletonLayout.NtuRgbd));
        Assert.That(own.Score(clips[0]).Confidence, Is.EqualTo(expected[0].Score.Max()));
    }

    [Test]
    public void A_predicted_key_is_told_by_its_name()
    {
        var train = SmallClips.Load(Ml, subjects: 1);
        using var encoder = SmallClips.Prepare(Ml).Append(Ml.SelfSupervised.Trainers.MsMclr(SmallClips.Untrained)).Fit(train);
        var neighbors = Ml.MulticlassClassification.Trainers.NearestNeighbors(k: 1).Fit(encoder.Transform(train));
        var chain = new TransformerChain<ITransformer>(encoder, neighbors);
        using var own = new SkeletonScorer(chain, train.Schema);
        var labels = train.GetColumn<float[]>("Clip").Select(clip => own.Score(clip).Label);
        Assert.That(labels, Is.EqualTo(SyntheticSkeletons.Actions), "each clip is its own nearest");
    }

    [Test]
    public void A_model_in_memory_stays_its_owners()
    {
        new SkeletonScorer(model, schema).Dispose();
        using var again = new SkeletonScorer(model, schema);
        Assert.That(IsRight(again.Score(clips[1]), 1), Is.True);
    }

    [Test]
    public void The_sample_of_the_documentation_scores_and_tells_what_it_refuses()
    {
        float[][,,,] some = [Shaped(clips[0], 2, 25, 3), new float[5, 2, 25, 3], Shaped(clips[1], 2, 25, 3)];
        string[] told = [.. Samples.ScoreClips.Actions(ModelFile, some)];
        Assert.That(told[0], Does.StartWith(expected[0].PredictedLabel));
        Assert.That(told[1], Does.StartWith("Nobody is in the clip"));
        Assert.That(told[2], Does.StartWith(expected[1].PredictedLabel));
    }

    private static bool IsRight(SkeletonPrediction prediction, int clip) => prediction.Label == expected[clip].PredictedLabel
        && prediction.Probabilities.SequenceEqual(expected[clip].Score)
        && prediction.Embedding.SequenceEqual(expected[clip].Features);

    private static float[,,,] Shaped(float[] clip, int bodies, int joints, int channels)
    {
        var shaped = new float[clip.Length / (bodies * joints * channels), bodies, joints, channels];
        Buffer.BlockCopy(clip, 0, shaped, 0, clip.Length * sizeof(float));
        return shaped;
    }
}
