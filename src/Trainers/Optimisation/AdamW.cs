using static TorchSharp.torch;

namespace MsMclr.MLNet;

/// <summary>Adam with decoupled weight decay (Loshchilov and Hutter, ICLR 2019, algorithm 2): betas 0.9 and 0.999, epsilon 1e-8.</summary>
internal sealed class AdamW(EncoderState state, double weightDecay) : ParameterUpdate(state, "mean", "square")
{
    private const double Beta1 = 0.9;
    private const double Beta2 = 0.999;

    protected override void Update(string name, Tensor parameter, Tensor gradient, double learningRate)
    {
        var mean = Memory("mean", name).mul_(Beta1).add_(gradient, 1 - Beta1);
        var square = Memory("square", name).mul_(Beta2).addcmul_(gradient, gradient, 1 - Beta2);
        parameter.mul_(1 - (learningRate * weightDecay));
        var deviation = (square / (1 - Math.Pow(Beta2, Steps))).sqrt_().add_(1e-8);
        parameter.addcdiv_(mean, deviation, -learningRate / (1 - Math.Pow(Beta1, Steps)));
    }
}
