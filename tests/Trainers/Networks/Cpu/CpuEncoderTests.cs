using MsMclr.MLNet.Trainers.Networks;
using MsMclr.MLNet.Trainers.Networks.Cpu;
using MsMclr.MLNet.Trainers.Networks.Parameters;
using MsMclr.MLNet.Trainers.Torch;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Tests;

/// <summary>
/// The kernels of the CPU against the formulas in double precision: values, running statistics, and the gradient of every parameter.
/// </summary>
public class CpuEncoderTests
{
    private static readonly EncoderForm Form = new(GraphDistance.Full, AttentionScope.Time, MotionAxes.TimeAndJoint, 0);

    [TestCase(8, 128, 24, 5)]
    [TestCase(4, 16, 16, 3)]
    [TestCase(5, 20, 13, 4)]
    [TestCase(16, 96, 50, 2)]
    [TestCase(8, 32, 7, 3)]
    [TestCase(3, 10, 1, 6)]
    public void Values_and_gradients_are_those_of_double_precision(int hidden, int features, int frames, int clips)
        => AssertSame(hidden, features, frames, clips, BodyRows.All(2), training: true);

    [Test]
    public void So_they_are_of_nine_channels() => AssertSame(8, 32, 12, 4, BodyRows.All(2), training: true, channels: 9);

    [Test]
    public void So_they_are_without_absent_bodies_and_with_running_statistics()
    {
        using var rows = Rows(7, 16);
        AssertSame(8, 64, 16, 7, rows, training: true);
        AssertSame(8, 64, 16, 7, rows, training: false);
    }

    [Test]
    public void Near_the_kinks_of_ReLU_gradients_still_point_the_same_way()
    {
        var clip = new ClipShape(3, 24, 25, 2);
        using var fast = new Encoder(GoldenEncoder.Architecture(8, 64), clip, SkeletonLayout.NtuRgbd, Form, 5, CPU);
        LiveWeights.Give(fast, kinks: true);
        using var oracle = new EncoderOracle(fast);
        using var scope = NewDisposeScope();
        var input = tensor(Clips(6, clip), [6, 3, 24, 25, 2]);
        using var rows = BodyRows.All(2);
        oracle.Features(input, rows, training: true).square().sum().backward();
        fast.Features(input, rows, training: true).square().sum().backward();
        foreach (var name in oracle.Parameters.Where(name => oracle[name].grad is not null && Matters(name)))
        {
            var expected = TensorValues.ToArray(oracle[name].grad!);
            var actual = TensorValues.ToArray(fast.State[name].grad!);
            Assert.That(Cosine(expected, actual), Is.GreaterThan(0.999), name);
        }
    }

    [TestCase(24)]
    [TestCase(13)]
    public void With_dropout_the_gradient_is_the_slope_of_the_forward_pass(int frames)
    {
        using var encoder = WithDropout(features: 64, frames);
        LiveWeights.Give(encoder, kinks: false);
        using var scope = NewDisposeScope();
        using var rows = BodyRows.All(2);
        var input = tensor(Clips(6, encoder.Shape), [6, 3, frames, 25, 2]);
        using var generator = new Generator(9, CPU);
        Tensor? upstream = null;
        Tensor Loss()
        {
            encoder.BeginStep(3);
            var output = encoder.Features(input, rows, training: true);
            return (output * (upstream ??= randn(output.shape, generator: generator))).to(ScalarType.Float64).sum();
        }

        Loss().backward();
        using var still = no_grad();
        foreach (var name in encoder.State.Parameters.Where(name => encoder.State[name].grad is not null && Matters(name)))
        {
            var weight = encoder.State[name];
            var length = weight.grad!.norm().item<float>();
            var step = encoder.State[name].grad! / length * Constant.Of(0.002 * weight.norm().item<float>());
            weight.add_(step);
            var above = Loss().item<double>();
            weight.sub_(step).sub_(step);
            var slope = (above - Loss().item<double>()) / (2 * step.norm().item<float>());
            weight.add_(step);
            Assert.That(slope / length, Is.EqualTo(1).Within(0.1), name); // Another mask on the way back would leave 0.7.
        }
    }

    [Test]
    public void What_goes_wrong_on_the_way_back_is_thrown_to_the_caller()
    {
        var size = GoldenEncoder.Architecture(4, 16);
        var clip = new ClipShape(3, 12, 25, 1);
        using var state = new EncoderState(size, 1, CPU, trainable: true);
        using var cpu = new CpuEncoder(state, clip, SkeletonGraph.Adjacency(SkeletonLayout.NtuRgbd));
        using var scope = NewDisposeScope();
        var tape = cpu.Forward(tensor(Clips(2, clip), [2, 3, 12, 25, 1]), [0, 1], training: true, () => default);
        var output = EncoderFunction.apply([tape, .. cpu.Parameters.Select(name => state[name])]);
        tape.Raw.Dispose();
        output.sum().backward();
        Assert.That(cpu.BackwardFailure.Throw, Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(cpu.BackwardFailure.Throw, Throws.Nothing, "once");
    }

    [Test]
    public void A_step_repeats_bit_for_bit_whatever_the_threads()
    {
        var seen = new List<float[]>();
        var threads = get_num_threads();
        foreach (var count in new[] { 1, 2, 5 })
        {
            set_num_threads(count);
            using var encoder = WithDropout(features: 128, frames: 24);
            using var scope = NewDisposeScope();
            using var rows = BodyRows.All(2);
            encoder.BeginStep(3);
            encoder.Features(tensor(Clips(9, encoder.Shape), [9, 3, 24, 25, 2]), rows, training: true).square().sum().backward();
            var trained = encoder.State.Parameters.Where(name => encoder.State[name].grad is not null);
            seen.Add([.. trained.SelectMany(name => TensorValues.ToArray(encoder.State[name].grad!))]);
        }

        set_num_threads(threads);
        Assert.That(seen[1], Is.EqualTo(seen[0]));
        Assert.That(seen[2], Is.EqualTo(seen[0]));
    }

    private static BodyRows Rows(int clips, int frames)
    {
        var shape = new ClipShape(3, frames, 25, 2);
        return BodyRows.Present(Clips(clips, shape), clips, shape, CPU);
    }

    private static float[] Clips(int clips, ClipShape shape)
    {
        var random = new Random(3);
        // The second body is there in every third clip.
        bool IsAbsent(int i) => i % 2 == 1 && i / shape.Length % 3 != 0;
        return [.. Enumerable.Range(0, clips * shape.Length).Select(i => IsAbsent(i) ? 0 : (float)(random.NextDouble() - 0.4))];
    }

    private static Encoder WithDropout(int features, int frames)
    {
        var form = Form with { Dropout = 0.3 };
        return new(GoldenEncoder.Architecture(8, features), new(3, frames, 25, 2), SkeletonLayout.NtuRgbd, form, 6, CPU);
    }

    private static double Cosine(float[] a, float[] b)
    {
        var product = a.Zip(b, (x, y) => (double)x * y).Sum();
        return product / Math.Sqrt(a.Sum(x => (double)x * x) * b.Sum(x => (double)x * x));
    }

    private static void AssertSame(int hidden, int features, int frames, int clips, BodyRows rows, bool training, int channels = 3)
    {
        var clip = new ClipShape(channels, frames, 25, 2);
        var architecture = GoldenEncoder.Architecture(hidden, features, channels: channels);
        using var fast = new Encoder(architecture, clip, SkeletonLayout.NtuRgbd, Form, 5, CPU);
        LiveWeights.Give(fast, kinks: false);
        using var oracle = new EncoderOracle(fast);
        using var scope = NewDisposeScope();
        var input = tensor(Clips(clips, clip), [clips, channels, frames, 25, 2]);
        using var generator = new Generator(9, CPU);
        var expectedOutput = oracle.Features(input, rows, training);
        var upstream = randn(expectedOutput.shape, generator: generator);
        (expectedOutput * upstream).sum().backward();
        (fast.Features(input, rows, training) * upstream).sum().backward();
        using (no_grad())
        {
            foreach (var mode in new[] { false, training })
                Close(oracle.Features(input, rows, mode), fast.Features(input, rows, mode), $"features, training: {mode}");
        }

        // Through twenty BatchNorms gradients are differences of sums far larger than they: rounding shows against the largest of them.
        var largest = oracle.Parameters.Max(name => oracle[name].grad is { } gradient ? TensorValues.ToArray(gradient).Max(Math.Abs) : 0);
        foreach (var name in fast.State.Names.Where(IsOfTheBlocks))
        {
            Close(oracle[name], fast.State[name], name);
            if (oracle[name].grad is { } gradient && (!training || Matters(name)))
                Close(gradient, fast.State[name].grad!, $"gradient of {name}", 0.1 * largest, 5e-5);
        }

        var expected = Gradient(oracle, training);
        var actual = Gradient(fast.State, training);
        var squares = expected.Zip(actual, (a, b) => ((double)a - b) * ((double)a - b)).Sum();
        var apart = Math.Sqrt(squares / expected.Sum(a => (double)a * a));
        Assert.That(apart, Is.LessThan(training ? 1e-5 : 1e-6), "the gradient as a whole");
    }

    private static bool IsOfTheBlocks(string name)
        => !name.StartsWith("m2a", StringComparison.Ordinal) && !name.StartsWith("fc", StringComparison.Ordinal);

    // In training a convolution's bias before a BatchNorm has no effect: its gradient is rounding alone.
    private static bool Matters(string name)
        => !name.EndsWith("tcn.2.bias", StringComparison.Ordinal) && !name.EndsWith("residual.0.bias", StringComparison.Ordinal);

    private static float[] Gradient(ITrainedTensors tensors, bool training)
        => [.. tensors.Parameters.Where(name => tensors[name].grad is not null && (!training || Matters(name)))
            .SelectMany(name => TensorValues.ToArray(tensors[name].grad!))];

    private static void Close(Tensor expected, Tensor actual, string what, double scale = 1e-3, double tolerance = 1e-5)
    {
        var a = TensorValues.ToArray(expected);
        var b = TensorValues.ToArray(actual);
        GoldenData.AssertClose(a, b, tolerance * Math.Max(scale, a.Max(Math.Abs)), 0, what);
    }
}
