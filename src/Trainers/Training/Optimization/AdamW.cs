using MsMclr.MLNet.Trainers.Networks.Parameters;
using MsMclr.MLNet.Trainers.Torch;
using TorchSharp;

namespace MsMclr.MLNet.Trainers.Training.Optimization;

/// <summary>Adam with decoupled weight decay (Loshchilov and Hutter, ICLR 2019, algorithm 2): betas 0.9 and 0.999, epsilon 1e-8.</summary>
internal sealed class AdamW(ITrainedTensors state, double weightDecay) : ParameterUpdate(state, "mean", "square")
{
    private const double Beta1 = 0.9;
    private const double Beta2 = 0.999;

    protected override void UpdateAll(double learningRate)
    {
        // Disposed at the end, so that they live as long as the calls that read them (see Constant).
        using var kept = (1 - (learningRate * weightDecay)).ToScalar();
        using var squareCorrection = (1 - Math.Pow(Beta2, Steps)).ToScalar();
        using var rate = (-learningRate / (1 - Math.Pow(Beta1, Steps))).ToScalar();
        foreach (var (name, parameter, gradient) in Gradients())
        {
            var mean = Memory("mean", name).mul_(Constant.Of(Beta1)).add_(gradient, Constant.Of(1 - Beta1));
            var square = Memory("square", name).mul_(Constant.Of(Beta2)).addcmul_(gradient, gradient, Constant.Of(1 - Beta2));
            parameter.mul_(kept);
            parameter.addcdiv_(mean, (square / squareCorrection).sqrt_().add_(Constant.Of(1e-8), Constant.Of(1)), rate);
        }
    }
}
