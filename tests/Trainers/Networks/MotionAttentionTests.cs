using MsMclr.MLNet.Trainers.Networks;
using MsMclr.MLNet.Trainers.Networks.Parameters;
using MsMclr.MLNet.Trainers.Torch;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Tests;

public class MotionAttentionTests
{
    [TestCase(AttentionScope.Time, MotionAxes.TimeAndJoint)]
    [TestCase(AttentionScope.BatchSegments, MotionAxes.Time)]
    [TestCase(AttentionScope.Time, MotionAxes.Joint)]
    public void Both_orders_give_values_and_gradients_of_double_precision(AttentionScope attention, MotionAxes axes)
    {
        foreach (var plain in new[] { false, true })
            AssertSame(attention, axes, features: 32, plain, memory: 32);
    }

    [Test]
    public void So_does_a_width_that_lies_in_wider_memory()
        => AssertSame(AttentionScope.Time, MotionAxes.TimeAndJoint, features: 20, plain: false, memory: 24);

    [TestCase(MotionAxes.TimeAndJoint, 32, 32)]
    [TestCase(MotionAxes.Time, 20, 24)]
    [TestCase(MotionAxes.Joint, 72, 72)]
    public void The_kernels_means_give_values_and_gradients_of_double_precision(MotionAxes axes, int features, int memory)
    {
        var form = new EncoderForm(GraphDistance.Full, AttentionScope.Time, axes, 0);
        using var encoder = new Encoder(
            GoldenEncoder.Architecture(4, features), new(3, 24, 25, 2), SkeletonLayout.NtuRgbd, form, 5, CPU);
        using var oracle = new EncoderOracle(encoder, AttentionScope.Time, axes);
        using var scope = NewDisposeScope();
        using var generator = new Generator(3, CPU);
        var values = randn([5, 25, 7, memory], generator: generator) * 3;
        var exact = values.to(ScalarType.Float64).requires_grad_();
        var scales = oracle.Scales(Maps(exact, features), SkeletonLayout.NtuRgbd);
        var expected = Quantities([stack([.. scales.Select(scale => scale.mean([2, 3]))], 1)], exact, oracle);
        values = values.requires_grad_();
        var means = encoder.Head.PoolScales(Maps(values, features), BodyRows.All(1));
        var actual = Quantities([means], values, encoder.State);
        Assert.That(actual, Has.Count.EqualTo(6));
        for (var i = 0; i < actual.Count; i++)
            GoldenData.AssertClose(expected[i], actual[i], 1e-5 * expected[i].Max(Math.Abs), 0, $"quantity {i}");
    }

    private static void AssertSame(AttentionScope attention, MotionAxes axes, int features, bool plain, int memory)
    {
        var size = GoldenEncoder.Architecture(4, features);
        var form = new EncoderForm(GraphDistance.Full, attention, axes, 0) { Plain = plain };
        using var encoder = new Encoder(size, new(3, 24, 25, 2), SkeletonLayout.NtuRgbd, form, 5, CPU);
        using var oracle = new EncoderOracle(encoder, attention, axes);
        using var scope = NewDisposeScope();
        using var generator = new Generator(3, CPU);
        var values = randn([8, 25, 6, memory], generator: generator);
        var exact = values.to(ScalarType.Float64).requires_grad_();
        var expected = Quantities(oracle.Scales(Maps(exact, features), SkeletonLayout.NtuRgbd), exact, oracle);
        values = values.requires_grad_();
        var scales = encoder.Head.Scales(Maps(values, features));
        var actual = Quantities([scales.Joint, scales.Part, scales.Region], values, encoder.State);
        Assert.That(actual, Has.Count.EqualTo(8));
        for (var i = 0; i < 8; i++)
            GoldenData.AssertClose(expected[i], actual[i], 1e-5 * expected[i].Max(Math.Abs), 0, $"quantity {i}");
    }

    // Values [R, V, T, ..] as feature maps [R, D, T, V].
    private static Tensor Maps(Tensor values, int features) => values.narrow(3, 0, features).permute(0, 3, 2, 1);

    // The three scales, then the gradients of the values and of the attention's four parameters.
    private static List<float[]> Quantities(Tensor[] scales, Tensor values, ITrainedTensors tensors)
    {
        scales.Select(scale => scale.square().sum()).Aggregate((a, b) => a.Plus(b)).backward();
        var names = tensors.Parameters.Where(name => name.StartsWith("m2a", StringComparison.Ordinal));
        var gradients = names.Select(name => TensorValues.ToArray(tensors[name].grad!));
        return [.. scales.Select(TensorValues.ToArray), TensorValues.ToArray(values.grad!), .. gradients];
    }
}
