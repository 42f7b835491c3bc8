using MsMclr.MLNet.Trainers.Networks;
using MsMclr.MLNet.Trainers.Training;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Tests;

public class EncoderTests
{
    [Test]
    public void Every_stage_of_the_small_encoder_in_training_matches()
    {
        using var encoder = GoldenEncoder.Small("small/encoder_q_init.npy");
        using var scope = NewDisposeScope();
        var input = GoldenEncoder.View("small/input_A_im_q.npy");
        Action<string, Tensor> observe = (stage, tensor) => GoldenEncoder.AssertMatches($"small/train/q_{stage}.npy", tensor);
        var features = encoder.Features(input.Clips, input.Rows, training: true, observe);
        var pooled = NetworkHead.Pool(features, input.Rows);
        GoldenEncoder.AssertMatches("small/train/q_pooled.npy", pooled);
        GoldenEncoder.AssertMatches("small/train/q_proj.npy", encoder.Head.Project(pooled));
    }

    [Test]
    public void Every_stage_of_motion_attention_in_training_matches()
    {
        using var encoder = GoldenEncoder.Small("small/encoder_q_init.npy");
        using var scope = NewDisposeScope();
        var strong = GoldenEncoder.View("small/input_A_im_q_extreme.npy");
        var features = encoder.Features(strong.Clips, strong.Rows, training: true);
        GoldenEncoder.AssertMatches("small/train/e_block9.npy", features);
        var seen = 0;
        var scales = encoder.Head.Scales(features, (stage, tensor) =>
        {
            if (stage == "joint.in")
                return;
            GoldenEncoder.AssertMatches($"small/train/e_{stage}.npy", tensor);
            seen++;
        });
        Assert.That(seen, Is.EqualTo(29), "stages compared");
        AssertScales(encoder, scales, strong, "small/train/e_");
    }

    [Test]
    public void Inference_of_the_small_encoder_matches()
    {
        using var encoder = GoldenEncoder.Small("small/encoder_q_init.npy");
        using var scope = NewDisposeScope();
        using var grad = no_grad();
        var input = GoldenEncoder.View("small/input_A_im_q.npy");
        var features = encoder.Features(input.Clips, input.Rows, training: false, (stage, tensor) =>
        {
            if (stage is "data_bn" or "block0" or "block4" or "block9")
                GoldenEncoder.AssertMatches($"small/eval/q_{stage}.npy", tensor);
        });
        var pooled = NetworkHead.Pool(features, input.Rows);
        GoldenEncoder.AssertMatches("small/eval/q_pooled.npy", pooled);
        GoldenEncoder.AssertMatches("small/eval/q_proj.npy", encoder.Head.Project(pooled));
        var strong = GoldenEncoder.View("small/input_A_im_q_extreme.npy");
        AssertScales(encoder, encoder.Head.Scales(encoder.Features(strong.Clips, strong.Rows, training: false)), strong, "small/eval/e_");
    }

    [TestCase("train")]
    [TestCase("eval")]
    public void The_full_encoder_matches(string mode)
    {
        using var encoder = GoldenEncoder.Full();
        using var scope = NewDisposeScope();
        using var grad = no_grad();
        var input = GoldenEncoder.View("full/input.npy");
        var features = encoder.Features(input.Clips, input.Rows, mode == "train");
        var pooled = NetworkHead.Pool(features, input.Rows);
        GoldenEncoder.AssertMatches($"full/{mode}_pooled.npy", pooled);
        GoldenEncoder.AssertMatches($"full/{mode}_proj.npy", encoder.Head.Project(pooled));
        AssertScales(encoder, encoder.Head.Scales(features, (stage, tensor) =>
        {
            if (stage.EndsWith("attn_weights", StringComparison.Ordinal))
                GoldenEncoder.AssertMatches($"full/{mode}_{stage}.npy", tensor);
        }), input, $"full/{mode}_");
    }

    private static void AssertScales(Encoder encoder, ScaledFeatures scales, View view, string prefix)
    {
        foreach (var (name, features) in new[] { ("joint", scales.Joint), ("part", scales.Part), ("body", scales.Region) })
        {
            var pooled = NetworkHead.Pool(features, view.Rows);
            GoldenEncoder.AssertMatches($"{prefix}{name}.pooled.npy", pooled);
            GoldenEncoder.AssertMatches($"{prefix}{name}.proj.npy", encoder.Head.Project(pooled));
        }
    }
}
