using Microsoft.ML;
using MsMclr.MLNet.Trainers.Networks;
using MsMclr.MLNet.Trainers.Pretraining;
using MsMclr.MLNet.Trainers.Torch;
using MsMclr.MLNet.Trainers.Training;
using MsMclr.MLNet.Trainers.Training.Clips;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Tests;

public class TrainedEncoderTests
{
    [Test]
    public void After_training_onnx_scores_are_still_the_networks()
    {
        var context = new MLContext(1);
        var options = PreparedClips.Options(epochs: 6);
        var view = PreparedClips.View(context, 32);
        using var store = ClipStore.Read(view, view.Schema["Skeleton"], ClipStoreLimits.None, default);
        using var scope = NewDisposeScope();
        var data = new PretrainingData(store, SkeletonLayout.NtuRgbd);
        using var encoder = new PretrainingRun(new PretrainingJob(data, options, Seed: 5, CPU, _ => { })).Run();
        var definition = TrainedEncoder.Describe(encoder, data.Layout, options.Stream, options.Recipe.ExcludeAbsentBodies);
        using var transformer = new SkeletonEmbeddingTransformer(context, definition, "Features", "Skeleton", null, false);
        var clips = Enumerable.Range(0, 32).SelectMany(i => PreparedClips.Clip(i, PreparedClips.Shape, secondBody: false)).ToArray();
        using var grad = no_grad();
        using var rows = BodyRows.Present(clips, 32, PreparedClips.Shape, CPU);
        var input = tensor(clips, [32L, 3, 12, 25, 2]);
        var expected = TensorValues.ToArray(NetworkHead.Pool(encoder.Features(input, rows, training: false), rows));
        GoldenData.AssertClose(expected, PreparedClips.Features(transformer, view), 1e-5, 1e-4, "features");
    }
}
