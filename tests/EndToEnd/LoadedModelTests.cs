using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using static MsMclr.MLNet.Tests.PredictionEngineTests;

namespace MsMclr.MLNet.Tests;

/// <summary>What a saved model says of clips that it cannot score, in a program that has ML.NET alone, and as one ONNX file.</summary>
public class LoadedModelTests
{
    private const int FrameLength = 2 * 25 * 3;
    private static readonly MLContext Ml = new(1);
    private static readonly IDataView Clips = SmallClips.Load(Ml, subjects: 1);

    private static IEnumerable<TestCaseData> Refused()
    {
        yield return new TestCaseData(new float[0], "nobody_is_in_the_clip").SetArgDisplayNames("no frame");
        yield return new TestCaseData(new float[3 * FrameLength], "nobody_is_in_the_clip").SetArgDisplayNames("zeros");
        yield return new TestCaseData(Filled(float.NaN), "nobody_is_in_the_clip").SetArgDisplayNames("nothing but NaN");
        yield return new TestCaseData(Filled(float.NaN, 1), "a_coordinate_of_the_clip_is_infinite").SetArgDisplayNames("NaN and infinity");
        yield return new TestCaseData(Filled(1, 1), "a_coordinate_of_the_clip_is_infinite").SetArgDisplayNames("an infinity");
    }

    [TestCaseSource(nameof(Refused))]
    public void An_error_says_what_is_wrong_with_the_clip(float[] clip, string reason)
    {
        foreach (var preparation in new[] { new SkeletonPreparationEstimator.Options(), SkeletonPreparationEstimator.Options.Paper })
        {
            using var model = Model(preparation);
            using var loaded = SaveAndLoad(model);
            using var engine = Ml.Model.CreatePredictionEngine<ClipInput, ActionPrediction>(loaded);
            var input = new ClipInput { Clip = clip };
            Assert.That(() => engine.Predict(input), Throws.TypeOf<OnnxRuntimeException>().With.Message.Contains(reason), "ML.NET");
            using var exported = new ExportedModel(Ml, model, Clips.Schema);
            Assert.That(() => exported.Score(clip), Throws.TypeOf<OnnxRuntimeException>().With.Message.Contains(reason), "ONNX");
        }
    }

    [Test]
    public void A_clip_that_is_no_whole_number_of_frames_is_refused_before_it_is_scored()
    {
        using var model = Model(new SkeletonPreparationEstimator.Options());
        using var loaded = SaveAndLoad(model);
        using var engine = Ml.Model.CreatePredictionEngine<ClipInput, ActionPrediction>(loaded);
        Assert.That(
            () => engine.Predict(new ClipInput { Clip = new float[FrameLength + 1] }),
            Throws.ArgumentException.With.Message.Contains("must match product of dimensions"));
    }

    [Test]
    public void Missing_joints_are_filled_in_and_give_a_label()
    {
        using var model = Model(new SkeletonPreparationEstimator.Options());
        using var loaded = SaveAndLoad(model);
        using var engine = Ml.Model.CreatePredictionEngine<ClipInput, ActionPrediction>(loaded);
        var clip = Clips.GetColumn<float[]>("Clip").First();
        clip.AsSpan(300, 30).Fill(float.NaN);
        Assert.That(engine.Predict(new ClipInput { Clip = clip }).PredictedLabel, Is.Not.Empty);
    }

    // Ones, and in the middle something else.
    private static float[] Filled(float value, int infinities = 0)
    {
        var clip = new float[3 * FrameLength];
        clip.AsSpan().Fill(value);
        clip.AsSpan(200, infinities).Fill(float.NegativeInfinity);
        return clip;
    }

    private static TransformerChain<ITransformer> Model(SkeletonPreparationEstimator.Options preparation)
    {
        preparation.Frames = 16;
        var recipe = SmallClips.Recipe with { Readout = SkeletonReadout.Global };
        var options = new MsMclrTrainer.Options { Epochs = 0, Recipe = recipe };
        var encoder = Ml.Transforms.Skeleton.Prepare(preparation).Append(Ml.SelfSupervised.Trainers.MsMclr(options)).Fit(Clips);
        var head = Ml.MulticlassClassification.Trainers.NearestNeighbors(k: 1)
            .Append(Ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        return new TransformerChain<ITransformer>([.. encoder, head.Fit(encoder.Transform(Clips))]);
    }

    private static TransformerChain<ITransformer> SaveAndLoad(ITransformer model)
    {
        using var stream = new MemoryStream();
        Ml.Model.Save(model, Clips.Schema, stream);
        stream.Position = 0;
        return (TransformerChain<ITransformer>)Ml.Model.Load(stream, out _);
    }
}
