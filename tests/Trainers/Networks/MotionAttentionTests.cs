using MsMclr.MLNet.Trainers.Networks;
using MsMclr.MLNet.Trainers.Torch;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Tests;

public class MotionAttentionTests
{
    [TestCase(AttentionScope.Time, MotionAxes.TimeAndJoint)]
    [TestCase(AttentionScope.BatchSegments, MotionAxes.Time)]
    [TestCase(AttentionScope.Time, MotionAxes.Joint)]
    public void The_order_of_the_CPU_kernels_gives_values_and_gradients_of_the_plain_one(AttentionScope attention, MotionAxes axes)
    {
        var size = GoldenEncoder.Architecture(4, 32);
        var clip = new ClipShape(3, 24, 25, 2);
        var form = new EncoderForm(GraphDistance.Full, attention, axes, 0);
        using var plain = new Encoder(size, clip, SkeletonLayout.NtuRgbd, form with { Plain = true }, 5, CPU);
        using var fast = new Encoder(size, clip, SkeletonLayout.NtuRgbd, form, 5, CPU);
        using var scope = NewDisposeScope();
        using var generator = new Generator(3, CPU);
        var values = randn([8, 25, 6, 32], generator: generator);
        var seen = new List<float[]>();
        foreach (var encoder in new[] { plain, fast })
        {
            var x = (ReferenceEquals(encoder, plain) ? values.permute(0, 3, 2, 1).contiguous().permute(0, 3, 2, 1) : values.clone()).requires_grad_();
            var features = x.permute(0, 3, 2, 1);
            var (joint, part, body) = encoder.Scales(features);
            foreach (var y in new[] { joint, part, body })
                seen.Add(TensorValues.ToArray(y));
            joint.square().sum().Plus(part.square().sum()).Plus(body.square().sum()).backward();
            seen.Add(TensorValues.ToArray(x.grad!));
            seen.AddRange(encoder.State.Parameters.Where(name => name.StartsWith("m2a", StringComparison.Ordinal)).Select(name => TensorValues.ToArray(encoder.State[name].grad!)));
        }

        for (var i = 0; i < 8; i++)
            GoldenData.AssertClose(seen[i], seen[i + 8], 1e-5 * seen[i].Max(Math.Abs), 0, $"quantity {i}");
    }
}
