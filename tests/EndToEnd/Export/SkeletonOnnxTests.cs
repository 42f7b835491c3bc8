using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

/// <summary>A whole model as one ONNX file says of raw clips what the model says.</summary>
public partial class SkeletonOnnxTests
{
    private static readonly MLContext Ml = new(1);
    private static readonly IDataView Train = SmallClips.Load(Ml, subjects: 2);

    private static IEnumerable<TestCaseData> Models()
    {
        var trainers = Ml.MulticlassClassification.Trainers;
        var binary = Ml.BinaryClassification.Trainers;
        var scaled = Ml.Transforms.NormalizeMeanVariance("Features", fixZero: false);
        // 32 features, which trainers are quick with.
        var small = Encoder(SmallClips.Recipe with { Readout = SkeletonReadout.Global });
        yield return Case("nearest neighbors", small, trainers.NearestNeighbors(k: 3));
        yield return Case("ridge", Encoder(), trainers.Ridge());
        yield return Case("L-BFGS", Encoder(), scaled.Append(trainers.LbfgsMaximumEntropy(l1Regularization: 0)));
        yield return Case("SDCA", small, trainers.SdcaMaximumEntropy(maximumNumberOfIterations: 5));
        var perceptron = binary.AveragedPerceptron(numberOfIterations: 2);
        yield return Case("perceptrons, calibrated", small, scaled.Append(trainers.OneVersusAll(perceptron)));
        yield return Case("FastTree", small, trainers.OneVersusAll(binary.FastTree(numberOfTrees: 3, numberOfLeaves: 4)));
        yield return Case("LightGBM", small, trainers.LightGbm(numberOfIterations: 5, minimumExampleCountPerLeaf: 2));
        yield return Case("three streams, fused", Streams(), trainers.ScoreFusion());
        yield return Case("stacked streams", Encoder(stream: SkeletonStream.Stacked), trainers.Ridge());
        yield return Case("embedding and random convolutions", WithConvolutions(), trainers.Ridge());
    }

    [TestCaseSource(nameof(Models))]
    public void It_says_what_the_model_says(IEstimator<ITransformer> encoder, IEstimator<ITransformer> head)
        => AssertSame(encoder, head, subjects: 2);

    [TestCaseSource(nameof(Models))]
    [Explicit("Some minutes. The acceptance of the export: a thousand clips a head.")]
    public void It_says_of_a_thousand_clips_what_the_model_says(IEstimator<ITransformer> encoder, IEstimator<ITransformer> head)
        => AssertSame(encoder, head, subjects: 50);

    private static void AssertSame(IEstimator<ITransformer> encoder, IEstimator<ITransformer> head, int subjects)
    {
        using var model = Fit(encoder, head);
        using var exported = new ExportedModel(Ml, model, Train.Schema);
        using var reloaded = Exported(model);
        Assert.That(exported.Bytes, Is.EqualTo(reloaded.Bytes), "a model in memory and one from a file");
        var clips = VariedClips(subjects);
        var expected = Ml.Data.CreateEnumerable<Scored>(model.Transform(clips), reuseRowObject: false);
        var worst = (Score: 0f, Features: 0f);
        var count = 0;
        foreach (var (clip, wanted) in clips.GetColumn<float[]>("Clip").Zip(expected))
        {
            var (label, scores, features) = exported.Score(clip);
            Assert.That(label, Is.EqualTo(wanted.PredictedLabel), $"clip {count}");
            worst.Score = Math.Max(worst.Score, Difference(scores, wanted.Score));
            worst.Features = Math.Max(worst.Features, Difference(features, wanted.Features));
            count++;
        }

        TestContext.Out.WriteLine($"{count} clips: scores differ by {worst.Score:g2} at most, features by {worst.Features:g2}");
        Assert.That(worst.Score, Is.LessThan(1e-5f));
        Assert.That(worst.Features, Is.LessThan(1e-5f));
    }

    private static ExportedModel Exported(ITransformer model)
    {
        using var stream = new MemoryStream();
        Ml.Model.Save(model, Train.Schema, stream);
        stream.Position = 0;
        var loaded = Ml.Model.Load(stream, out var schema);
        using var disposed = loaded as IDisposable;
        return new ExportedModel(Ml, loaded, schema);
    }

    private static float Difference(float[] actual, float[] wanted)
    {
        Assert.That(actual, Has.Length.EqualTo(wanted.Length));
        return actual.Zip(wanted, (one, other) => Math.Abs(one - other)).Max();
    }

    // Of 24 to 150 frames, with one person or two.
    private static IDataView VariedClips(int subjects) => Ml.Data.LoadSyntheticSkeletons(
        new SyntheticSkeletons.Options { Subjects = subjects, Repetitions = 1, Cameras = 1, MinFrames = 24, MaxFrames = 150 });

    private static TransformerChain<ITransformer> Fit(IEstimator<ITransformer> encoder, IEstimator<ITransformer> head)
    {
        var embedding = encoder.Fit(Train);
        var named = head.Append(Ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        return new TransformerChain<ITransformer>(embedding, named.Fit(Ml.Data.Cache(embedding.Transform(Train))));
    }

    private static TestCaseData Case(string name, IEstimator<ITransformer> encoder, IEstimator<ITransformer> head)
        => new TestCaseData(encoder, head).SetArgDisplayNames(name);

    private static EstimatorChain<ITransformer> Encoder(MsMclrRecipe? recipe = null, SkeletonStream stream = SkeletonStream.Joint)
    {
        var options = new MsMclrTrainer.Options { Epochs = 0, Recipe = recipe ?? SmallClips.Recipe, Stream = stream };
        return new EstimatorChain<ITransformer>().Append<ITransformer>(SmallClips.Prepare(Ml))
            .Append<ITransformer>(Ml.SelfSupervised.Trainers.MsMclr(options));
    }

    private static EstimatorChain<ITransformer> Streams()
    {
        var streams = Ml.SelfSupervised.Trainers.MsMclrThreeStreams(SmallClips.Untrained);
        return new EstimatorChain<ITransformer>().Append<ITransformer>(SmallClips.Prepare(Ml)).Append<ITransformer>(streams)
            .Append<ITransformer>(Ml.Transforms.CopyColumns("Features", "Features.Joint"));
    }

    private static EstimatorChain<ITransformer> WithConvolutions()
        => Encoder().Append<ITransformer>(Ml.Transforms.Skeleton.RandomConvolutions("Convolutions", "Skeleton"))
            .Append<ITransformer>(Ml.Transforms.Concatenate("Features", "Features", "Convolutions"));

    private sealed class Scored
    {
        public string PredictedLabel { get; set; } = "";

        public float[] Score { get; set; } = [];

        public float[] Features { get; set; } = [];
    }
}
