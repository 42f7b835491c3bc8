using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

/// <summary>A whole model as one ONNX file says of raw clips what the model says.</summary>
public partial class SkeletonOnnxTests
{
    private static readonly MLContext Ml = new(1);
    private static readonly IDataView Train = SmallClips.Load(Ml, subjects: 2);

    [TestCaseSource(nameof(Models))]
    public void It_says_what_the_model_says(IEstimator<ITransformer> encoder, IEstimator<ITransformer> head)
        => AssertSame(encoder, head, subjects: 2);

    [TestCaseSource(nameof(Models))]
    [Explicit("Some minutes. The acceptance of the export: a thousand clips a head.")]
    public void It_says_of_a_thousand_clips_what_the_model_says(IEstimator<ITransformer> encoder, IEstimator<ITransformer> head)
        => AssertSame(encoder, head, subjects: 50);

    [TestCase(2)]
    public void A_fine_tuned_one_says_what_the_model_says(int subjects)
    {
        var prepare = SmallClips.Prepare(Ml).Fit(Train);
        var prepared = Ml.Data.Cache(prepare.Transform(Train));
        using var encoder = Ml.SelfSupervised.Trainers.MsMclr(SmallClips.Untrained).Fit(prepared);
        using var classifier = Ml.MulticlassClassification.Trainers.SkeletonFineTuning(encoder, epochs: 1).Fit(prepared);
        var label = Ml.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(classifier.Transform(prepared));
        AssertSame(new TransformerChain<ITransformer>(prepare, classifier.Encoder, classifier, label), subjects);
    }

    [Test]
    [Explicit("A minute. The same of a thousand clips.")]
    public void A_fine_tuned_one_says_of_a_thousand_clips_what_the_model_says() => A_fine_tuned_one_says_what_the_model_says(subjects: 50);

    private static void AssertSame(IEstimator<ITransformer> encoder, IEstimator<ITransformer> head, int subjects)
    {
        using var model = Fit(encoder, head);
        AssertSame(model, subjects);
    }

    private static void AssertSame(ITransformer model, int subjects)
    {
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

    private sealed class Scored
    {
        public string PredictedLabel { get; set; } = "";

        public float[] Score { get; set; } = [];

        public float[] Features { get; set; } = [];
    }
}
