using MsMclr.MLNet.Trainers.FineTuning;
using MsMclr.MLNet.Trainers.Torch;
using MsMclr.MLNet.Trainers.Training;
using MsMclr.MLNet.Trainers.Training.Optimization;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Tests;

/// <summary>Head-only fine-tuning with the authors' settings is their linear evaluation.</summary>
public class FineTuningStepTests
{
    [Test]
    public void Two_steps_of_the_head_are_the_golden_ones([Values] bool featuresAreFixed)
    {
        using var manifest = GoldenData.Manifest("manifest.json");
        var scalars = manifest.RootElement.GetProperty("scalars").GetProperty("linear_eval");
        var losses = scalars.GetProperty("losses").EnumerateArray().Select(loss => loss.GetDouble()).ToArray();
        using var scope = NewDisposeScope();
        using var encoder = GoldenEncoder.Small("small/encoder_q_init.npy");
        var definition = TrainedEncoder.Describe(encoder, SkeletonLayout.NtuRgbd, SkeletonStream.Joint, excludeAbsentBodies: false);
        using var network = new FineTunedNetwork(definition, 5, new() { Layers = FineTunedLayers.Head }, 1, CPU);
        using (no_grad())
        {
            network.Head[LinearHead.Weight].copy_(GoldenEncoder.Tensor("small/linear_eval/fc_weight_init.npy"));
            network.Head[LinearHead.Bias].copy_(GoldenEncoder.Tensor("small/linear_eval/fc_bias_init.npy"));
        }

        var batch = new LabeledBatch(8, definition.Shape) { Clips = 8 };
        GoldenArray.Read("small/input_A_im_q.npy").Values.CopyTo(batch.Values, 0);
        scalars.GetProperty("labels").EnumerateArray().Select(label => label.GetInt64()).ToArray().CopyTo(batch.Labels, 0);
        Enumerable.Range(0, 8).Select(place => (long)place).ToArray().CopyTo(batch.Places, 0);
        var step = new FineTuningStep(network, new ClipViews(definition.Shape, definition.Layout, definition.Stream, false, CPU), CPU);
        if (featuresAreFixed)
            step.FixedFeatures = GoldenEncoder.Tensor("small/eval/q_pooled.npy");
        using var update = new StochasticGradientDescent(network.Head, 0.9, 0);
        for (var i = 0; i < 2; i++)
        {
            GoldenEncoder.AssertMatches($"small/linear_eval/logits_step{i}.npy", step.Judge(batch, null).Logits);
            var sum = zeros(1);
            step.Backward(batch, i, sum);
            Assert.That(TensorValues.ToArray(sum)[0], Is.EqualTo(losses[i]).Within(0.01).Percent);
            update.Step(3);
        }

        GoldenEncoder.AssertMatches("small/linear_eval/fc_weight_final.npy", network.Head[LinearHead.Weight]);
        GoldenEncoder.AssertMatches("small/linear_eval/fc_bias_final.npy", network.Head[LinearHead.Bias]);
    }

    [Test]
    public void A_trained_definition_brings_back_the_golden_features()
    {
        using var scope = NewDisposeScope();
        using var encoder = GoldenEncoder.Small("small/encoder_q_init.npy");
        var definition = TrainedEncoder.Describe(encoder, SkeletonLayout.NtuRgbd, SkeletonStream.Joint, excludeAbsentBodies: false);
        using var network = new FineTunedNetwork(definition, 5, new(), 1, CPU);
        GoldenEncoder.AssertMatches("small/eval/q_pooled.npy", network.FinalFeatures(GoldenEncoder.View("small/input_A_im_q.npy")));
    }
}
