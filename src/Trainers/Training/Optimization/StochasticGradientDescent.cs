using MsMclr.MLNet.Trainers.Networks.Parameters;
using MsMclr.MLNet.Trainers.Torch;
using TorchSharp;

namespace MsMclr.MLNet.Trainers.Training.Optimization;

/// <summary>SGD in PyTorch's form: <c>buf = momentum * buf + (g + decay * w); w -= lr * buf</c>, the first step's buffer being the gradient.</summary>
internal sealed class StochasticGradientDescent(ITrainedTensors state, double momentum, double weightDecay) : ParameterUpdate(state, "momentum")
{
    protected override void UpdateAll(double learningRate)
    {
        using var rate = (-learningRate).ToScalar(); // Disposed at the end, so that it lives as long as the calls that read it (see Constant).
        foreach (var (name, parameter, gradient) in Gradients())
        {
            var buffer = Memory("momentum", name);
            buffer.mul_(Constant.Of(momentum)).add_(gradient.add(parameter, Constant.Of(weightDecay)), Constant.Of(1)); // A zero buffer makes the first step PyTorch's.
            parameter.add_(buffer, rate);
        }
    }
}
