using MsMclr.MLNet.Trainers.Networks.Parameters;
using MsMclr.MLNet.Trainers.Torch;
using MsMclr.MLNet.Transforms.Encoders.Architecture;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.FineTuning;

/// <summary>
/// The classifier on top of an encoder: one linear layer, weights from N(0, 0.02), biases 0 (method, section 8). Owns its tensors.
/// </summary>
internal sealed class LinearHead : ITrainedTensors, IDisposable
{
    public static readonly string Weight = EncoderHead.SingleLayer.Weight;
    public static readonly string Bias = EncoderHead.SingleLayer.Bias;
    private readonly Tensor _weight;
    private readonly Tensor _bias;

    public LinearHead(int classes, int features, long seed, Device device)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator((ulong)seed, CPU);
        var begin = randn([classes, features], generator: generator) * Constant.Of(0.02);
        _weight = begin.to(device).alias().detach().requires_grad_().DetachFromDisposeScope();
        _bias = zeros([classes], device: device).requires_grad_().DetachFromDisposeScope();
    }

    public IEnumerable<string> Parameters { get; } = [Weight, Bias];

    public Tensor this[string name] => name == Weight ? _weight : _bias;

    /// <summary>Features <c>[N, D]</c> to logits <c>[N, classes]</c>.</summary>
    public Tensor Logits(Tensor features) => nn.functional.linear(features, _weight, _bias);

    public void Dispose()
    {
        _weight.grad?.Dispose();
        _bias.grad?.Dispose();
        _weight.Dispose();
        _bias.Dispose();
    }
}
