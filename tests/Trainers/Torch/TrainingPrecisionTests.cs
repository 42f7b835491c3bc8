using MsMclr.MLNet.Trainers.Networks;
using MsMclr.MLNet.Trainers.Networks.Cpu;
using MsMclr.MLNet.Trainers.Networks.Parameters;
using MsMclr.MLNet.Trainers.Torch;
using MsMclr.MLNet.Transforms.Encoders.Architecture;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Tests;

/// <summary>A step in bfloat16 against the same in floats, on the kernels of the CPU and in the plain form, which a GPU takes.</summary>
public class TrainingPrecisionTests
{
    private static readonly EncoderArchitecture Size = GoldenEncoder.Architecture(8, 128);
    private static readonly ClipShape Clip = new(3, 24, 25, 2);
    private static readonly EncoderForm Form = new(GraphDistance.Full, AttentionScope.Time, MotionAxes.TimeAndJoint, 0.1);

    [Test]
    public void Features_and_gradients_are_those_of_floats_but_for_rounding([Values] bool plain)
    {
        var (features, gradients) = Step(Form with { Dropout = 0, Plain = plain });
        var (rounded, roundedGradients) = Step(Form with { Dropout = 0, Plain = plain, Precision = TrainingPrecision.BFloat16 });
        Assert.That(rounded, Is.Not.EqualTo(features), "it is rounded at all");
        Assert.That(Apart(features, rounded), Is.LessThan(0.02), "features"); // Eight bits, ten blocks.
        Assert.That(Apart(gradients, roundedGradients), Is.LessThan(0.05), "gradients");
    }

    [Test]
    public void Weights_statistics_and_gradients_have_32_bits([Values] bool plain)
    {
        var form = Form with { Plain = plain, Precision = TrainingPrecision.BFloat16 };
        using var encoder = new Encoder(Size, Clip, SkeletonLayout.NtuRgbd, form, 5, CPU);
        using var scope = NewDisposeScope();
        using var rows = BodyRows.All(2);
        var features = encoder.Features(Clips(), rows, training: true);
        features.square().sum().backward();
        Assert.That(features.dtype, Is.EqualTo(ScalarType.Float32));
        foreach (var name in encoder.State.Names)
        {
            Assert.That(encoder.State[name].dtype, Is.EqualTo(ScalarType.Float32), name);
            if (encoder.State[name].grad is { } gradient)
                Assert.That(gradient.dtype, Is.EqualTo(ScalarType.Float32), name);
        }
    }

    [Test]
    public void A_step_repeats_bit_for_bit_whatever_the_threads()
    {
        var threads = get_num_threads();
        var seen = new List<float[]>();
        foreach (var count in new[] { 1, 2, 5 })
        {
            set_num_threads(count);
            seen.Add(Step(Form with { Precision = TrainingPrecision.BFloat16 }).Gradients);
        }

        set_num_threads(threads);
        Assert.That(seen[1], Is.EqualTo(seen[0]));
        Assert.That(seen[2], Is.EqualTo(seen[0]));
    }

    [Test]
    public void Less_is_kept_for_the_backward_pass_and_nothing_after_it()
    {
        using var scope = NewDisposeScope();
        using var state = new EncoderState(Size, 1, CPU, trainable: true);
        var kept = Enum.GetValues<TrainingPrecision>().ToDictionary(precision => precision, precision =>
        {
            using var encoder = new CpuEncoder(state, Clip, SkeletonGraph.Adjacency(SkeletonLayout.NtuRgbd), precision);
            long rented;
            using (encoder.Forward(Clips(), [.. Enumerable.Range(0, 18)], training: true, () => default))
                rented = encoder.Pool.Rented;
            Assert.That(encoder.Pool.Rented, Is.Zero);
            return rented;
        });
        Assert.That(kept[TrainingPrecision.BFloat16], Is.LessThan(0.7 * kept[TrainingPrecision.Full])); // Weights are in both.
    }

    private static (float[] Features, float[] Gradients) Step(EncoderForm form)
    {
        using var encoder = new Encoder(Size, Clip, SkeletonLayout.NtuRgbd, form, 5, CPU);
        using var scope = NewDisposeScope();
        using var rows = BodyRows.All(2);
        using var generator = new Generator(7, CPU);
        LiveWeights.Give(encoder, kinks: false);
        encoder.BeginStep(3);
        var pooled = NetworkHead.Pool(encoder.Features(Clips(), rows, training: true), rows);
        (pooled * randn(pooled.shape, generator: generator)).sum().backward();
        var gradients = encoder.State.Parameters.Select(name => encoder.State[name].grad).OfType<Tensor>();
        return (TensorValues.ToArray(pooled.detach()), [.. gradients.SelectMany(TensorValues.ToArray)]);
    }

    private static Tensor Clips()
    {
        var values = Enumerable.Range(0, 9).SelectMany(i => PreparedClips.Clip(i, Clip, secondBody: true));
        return tensor(values.ToArray(), [9L, 3, 24, 25, 2]);
    }

    private static double Apart(float[] expected, float[] actual)
        => Math.Sqrt(expected.Zip(actual, (a, b) => ((double)a - b) * ((double)a - b)).Sum() / expected.Sum(a => (double)a * a));
}
