using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;

namespace MsMclr.MLNet.Tests;

/// <summary>A calibrated head behind an encoder: saved, loaded without this library, and exported.</summary>
public class CalibratedHeadTests
{
    private static readonly MLContext Context = new(1);
    private static readonly IDataView Clips = SmallClips.Load(Context, subjects: 3);

    [Test]
    public void It_gives_the_same_bits_in_a_process_without_this_library()
    {
        using var encoder = Encoder();
        SavedModel.AssertSameBitsElsewhere(Context, Model(encoder), Context.Data.TakeRows(Clips, 5));
    }

    [Test]
    public void Its_onnx_file_gives_the_same_probabilities()
    {
        using var encoder = Encoder();
        var model = Model(encoder);
        using var folder = new TemporaryFolder();
        var file = folder.File("action.onnx");
        Context.Model.SaveSkeletonOnnx(model, Clips.Schema, file);
        var scored = model.Transform(Context.Data.TakeRows(Clips, 3));
        var expected = scored.GetColumn<float[]>("Score").ToArray();
        var clips = scored.GetColumn<float[]>("Clip").ToArray();
        using var session = new InferenceSession(file);
        for (var row = 0; row < clips.Length; row++)
        {
            using var clip = OrtValue.CreateTensorValueFromMemory(clips[row], [1, clips[row].Length / 150, 2, 25, 3]);
            using var run = new RunOptions();
            using var given = session.Run(run, ["Clip"], [clip], ["Score"]);
            Assert.That(given[0].GetTensorDataAsSpan<float>().ToArray(), Is.EqualTo(expected[row]).Within(1e-5));
        }
    }

    private static TransformerChain<SkeletonEmbeddingTransformer> Encoder()
        => SmallClips.Prepare(Context).Append(Context.SelfSupervised.Trainers.MsMclr(SmallClips.Untrained)).Fit(Clips);

    private static TransformerChain<ITransformer> Model(TransformerChain<SkeletonEmbeddingTransformer> encoder)
    {
        var embedded = Context.Data.Cache(encoder.Transform(Clips), "Features", "Label", "Subject");
        var scaled = Context.Transforms.NormalizeMeanVariance("Features", fixZero: false);
        var head = scaled.Append(Context.MulticlassClassification.Trainers.LbfgsMaximumEntropy(l1Regularization: 0));
        var calibrated = Context.MulticlassClassification.Trainers.Calibrate(head)
            .Append(Context.Transforms.Conversion.MapKeyToValue("PredictedLabel"))
            .Fit(embedded);
        return new TransformerChain<ITransformer>([.. encoder, calibrated]);
    }
}
