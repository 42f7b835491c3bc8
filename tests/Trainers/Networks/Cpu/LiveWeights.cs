using MsMclr.MLNet.Trainers.Networks;
using MsMclr.MLNet.Trainers.Torch;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Tests;

/// <summary>
/// Weights as after some training: at the beginning biases are 0 and all edges alike. Without kinks every second channel is well
/// above 0 and the others well below, since a value that rounding takes across the kink of a ReLU would change gradients by far more
/// than rounding.
/// </summary>
internal static class LiveWeights
{
    public static void Give(Encoder encoder, bool kinks)
    {
        using var grad = no_grad();
        using var generator = new Generator(11, CPU);
        foreach (var name in encoder.State.Names)
        {
            using var scope = NewDisposeScope();
            var scale = name.EndsWith("var", StringComparison.Ordinal) ? 0.05 : 0.1;
            var noise = randn(encoder.State[name].shape, generator: generator) * Constant.Of(scale);
            encoder.State[name].add_(noise, Constant.Of(1));
            if (!kinks && IsBlockNorm(name) && name.EndsWith("bias", StringComparison.Ordinal))
                encoder.State.Set(name, FarFromZero((int)encoder.State[name].numel()));
        }
    }

    private static float[] FarFromZero(int channels) => [.. Enumerable.Range(0, channels).Select(channel => channel % 2 == 0 ? 3 : -3)];

    private static bool IsBlockNorm(string name)
        => new[] { "tcn.0", "tcn.3", "residual.1" }.Any(layer => name.Contains(layer, StringComparison.Ordinal));
}
