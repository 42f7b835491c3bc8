using System.Diagnostics;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Bench;

/// <summary>What libtorch reaches on this machine when nothing stands in its way: the best of several calls, in GFLOP/s.</summary>
/// <param name="Product">A product of square matrices.</param>
/// <param name="Convolution">A wide convolution of 3 by 3.</param>
internal readonly record struct MachinePeaks(double Product, double Convolution)
{
    private const int Calls = 12;

    public static MachinePeaks Measure()
    {
        using var scope = NewDisposeScope();
        using var grad = no_grad();
        var a = randn(1536, 1536);
        var b = randn(1536, 1536);
        var product = Best(() => matmul(a, b).Dispose(), flops: 2.0 * 1536 * 1536 * 1536);
        var x = randn(16, 256, 32, 32);
        var weight = randn(256, 256, 3, 3);
        var convolution = Best(() => nn.functional.conv2d(x, weight).Dispose(), flops: 2.0 * 16 * 256 * 256 * 9 * 30 * 30);
        return new(product, convolution);
    }

    private static double Best(Action work, double flops)
    {
        var best = double.MaxValue;
        for (var i = 0; i < Calls; i++)
        {
            var watch = Stopwatch.StartNew();
            work();
            best = Math.Min(best, watch.Elapsed.TotalSeconds);
        }

        return flops / best / 1e9;
    }
}
