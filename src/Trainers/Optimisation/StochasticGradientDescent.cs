using static TorchSharp.torch;

namespace MsMclr.MLNet;

/// <summary>SGD in PyTorch's form: <c>buf = momentum * buf + (g + decay * w); w -= lr * buf</c>, the first step's buffer being the gradient.</summary>
internal sealed class StochasticGradientDescent(EncoderState state, double momentum, double weightDecay) : ParameterUpdate(state, "momentum")
{
    protected override void Update(string name, Tensor parameter, Tensor gradient, double learningRate)
    {
        var buffer = Memory("momentum", name);
        buffer.mul_(momentum).add_(gradient.add(parameter, weightDecay)); // A zero buffer makes the first step PyTorch's.
        parameter.add_(buffer, -learningRate);
    }
}
