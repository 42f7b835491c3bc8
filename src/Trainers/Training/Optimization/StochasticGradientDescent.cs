using MsMclr.MLNet.Trainers.Networks.Parameters;
using MsMclr.MLNet.Trainers.Torch;
using TorchSharp;

namespace MsMclr.MLNet.Trainers.Training.Optimization;

/// <summary>
/// SGD in PyTorch's form: <c>buf = momentum * buf + (g + decay * w); w -= lr * buf</c>, the first step's buffer being the gradient.
/// </summary>
internal sealed class StochasticGradientDescent(ITrainedTensors state, double momentum, double weightDecay)
    : ParameterUpdate(state, "momentum")
{
    protected override void UpdateAll(double learningRate)
    {
        // Disposed at the end, so that it lives as long as the calls that read it (see Constant).
        using var rate = (-learningRate).ToScalar();
        foreach (var (name, parameter, gradient) in Gradients())
        {
            // A zero buffer makes the first step PyTorch's.
            var buffer = Memory("momentum", name).mul_(Constant.Of(momentum));
            buffer.add_(gradient.add(parameter, Constant.Of(weightDecay)), Constant.Of(1));
            parameter.add_(buffer, rate);
        }
    }
}
