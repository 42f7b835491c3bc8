using System.Collections.Concurrent;
using TorchSharp;

namespace MsMclr.MLNet.Trainers.Torch;

/// <summary>
/// Scalars that live as long as the process. TorchSharp passes a scalar's native handle to libtorch without keeping the managed
/// object alive, so one made by an implicit conversion can be finalized during the call: seen as a rare
/// <c>toFloat</c> error (or worse) after some hundred training steps. Values that change from step to step are disposed after use instead.
/// </summary>
internal static class Constant
{
    private static readonly ConcurrentDictionary<double, Scalar> Known = new();

    /// <summary>A number of the method or of a recipe: there are few of them.</summary>
    public static Scalar Of(double value) => Known.GetOrAdd(value, static number => number.ToScalar());

    /// <summary>
    /// <c>a + b</c>. The operator, like <c>add</c> and <c>add_</c> without alpha, makes a scalar 1 behind the scenes, with the flaw
    /// above.
    /// </summary>
    public static torch.Tensor Plus(this torch.Tensor a, torch.Tensor b) => a.add(b, Of(1));
}
