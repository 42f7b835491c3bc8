using System.Diagnostics;
using System.Globalization;
using MsMclr.MLNet.Trainers.Networks;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Tests;

/// <summary>The convolution against loops in double precision, and that nothing on a CPU takes another one.</summary>
public class ConvolutionTests
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "MsMclr.MLNet.Resume.dll")
        .Replace(Path.Combine("tests", "Trainers"), Path.Combine("tests", "Resume"), StringComparison.Ordinal);

    [Test]
    public void Values_and_gradients_are_those_of_plain_loops(
        [Range(3, 20)] int inputs,
        [Values(1, 9)] int taps,
        [Values(1, 2)] int stride,
        [Values(13, 25)] int frames,
        [Values(20, 25)] int joints)
    {
        using var scope = NewDisposeScope();
        var loops = new ConvolutionLoops(Rows: 2, inputs, Outputs: 23 - inputs, taps, stride, frames, joints);
        foreach (var type in new[] { ScalarType.Float32, ScalarType.Float64 })
        {
            var x = Random(1, type, 2, inputs, frames, joints).requires_grad_();
            var weight = Random(2, type, loops.Outputs, inputs, taps, 1).requires_grad_();
            var bias = Random(3, type, loops.Outputs).requires_grad_();
            var y = Convolution.OverTime(x, weight, bias, stride);
            var upstream = Random(4, type, 2, loops.Outputs, loops.OutputFrames, joints);
            (y * upstream).sum().backward();
            var tolerance = type == ScalarType.Float64 ? 1e-12 : 1e-7; // Half a bit, by the largest value.
            Close(loops.Forward(Values(x), Values(weight), Values(bias)), y, tolerance, "output");
            Close(loops.InputGradient(Values(upstream), Values(weight)), x.grad!, tolerance, "gradient of the input");
            Close(loops.WeightGradient(Values(upstream), Values(x)), weight.grad!, tolerance, "gradient of the weight");
            Close(loops.BiasGradient(Values(upstream)), bias.grad!, tolerance, "gradient of the bias");
            Assert.That(y.shape, Is.EqualTo(upstream.shape));
            Assert.That(y.dtype, Is.EqualTo(type));
        }
    }

    [Test]
    public void Without_a_bias_it_is_the_convolution_with_a_bias_of_zeros([Values(1, 9)] int taps)
    {
        using var scope = NewDisposeScope();
        var x = Random(1, ScalarType.Float32, 2, 5, 13, 25);
        var weight = Random(2, ScalarType.Float32, 7, 5, taps, 1);
        Assert.That(Values(Convolution.OverTime(x, weight, null, 2)), Is.EqualTo(Values(Convolution.OverTime(x, weight, zeros(7), 2))));
    }

    [Test]
    public void Strides_of_the_input_do_not_matter()
    {
        using var scope = NewDisposeScope();
        var x = Random(1, ScalarType.Float32, 2, 5, 13, 25);
        var weight = Random(2, ScalarType.Float32, 7, 5, 9, 1);
        var lastly = x.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
        Assert.That(Values(Convolution.OverTime(lastly, weight, null)), Is.EqualTo(Values(Convolution.OverTime(x, weight, null))));
    }

    [Test]
    public void In_bfloat16_a_sum_is_rounded_once([Values(1, 9)] int taps)
    {
        using var scope = NewDisposeScope();
        var x = Random(1, ScalarType.BFloat16, 2, 5, 13, 25);
        var weight = Random(2, ScalarType.BFloat16, 7, 5, taps, 1);
        var bias = Random(3, ScalarType.BFloat16, 7);
        var y = Convolution.OverTime(x, weight, bias);
        var whole = Convolution.OverTime(x.to(ScalarType.Float64), weight.to(ScalarType.Float64), bias.to(ScalarType.Float64));
        Assert.That(y.dtype, Is.EqualTo(ScalarType.BFloat16));
        Assert.That(Values(y), Is.EqualTo(Values(whole.to(ScalarType.BFloat16))));
    }

    [Test]
    public void No_other_class_calls_a_convolution_of_libtorch()
        => Assert.That(AssemblyCalls.ToConvolutions(typeof(Convolution).Assembly), Is.EqualTo(new[] { typeof(Convolution).FullName }));

    [Test]
    [CancelAfter(60_000)]
    public void A_run_on_a_CPU_takes_nothing_from_oneDNN(CancellationToken cancellation)
    {
        if (!Primitives(cancellation, "convolution").Any())
            Assert.Ignore("This libtorch does not say which primitives it takes from oneDNN.");
        Assert.That(Primitives(cancellation), Is.Empty);
    }

    // What oneDNN says that it executed while tests/Resume trained.
    private static List<string> Primitives(CancellationToken cancellation, params string[] more)
    {
        using var folder = new TemporaryFolder();
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Program, folder.File("run"), "1", .. more])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // With one thread libtorch does not take small convolutions from oneDNN.
            Environment = { ["OMP_NUM_THREADS"] = "2", ["DNNL_VERBOSE"] = "1" },
        })!;
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        var lines = process.StandardOutput.ReadToEnd().Split('\n');
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, errors.Result);
        Assert.That(lines, Has.Some.EqualTo("step"), "it trained");
        return [.. lines.Where(line => line.Contains(",primitive,exec,", StringComparison.Ordinal))];
    }

    private static Tensor Random(ulong seed, ScalarType type, params long[] shape)
    {
        using var generator = new Generator(seed, CPU);
        return randn(shape, generator: generator).to(type);
    }

    private static double[] Values(Tensor tensor)
    {
        var contiguous = tensor.detach().to(ScalarType.Float64).contiguous();
        return System.Runtime.InteropServices.MemoryMarshal.Cast<byte, double>(contiguous.bytes).ToArray();
    }

    private static void Close(double[] expected, Tensor actual, double tolerance, string what)
    {
        var values = Values(actual);
        Assert.That(values, Has.Length.EqualTo(expected.Length), what);
        var apart = expected.Zip(values, (a, b) => Math.Abs(a - b)).Max() / expected.Max(Math.Abs);
        Assert.That(apart, Is.LessThan(tolerance), string.Create(CultureInfo.InvariantCulture, $"{what}: {apart:g3}"));
    }
}
