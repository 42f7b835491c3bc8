using MsMclr.MLNet.Trainers.Networks.Parameters;
using MsMclr.MLNet.Transforms.Encoders.Architecture;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Networks;

/// <summary>BatchNorm over axis 1 (eps 1e-5, momentum 0.1, unbiased running variance), by PyTorch name.</summary>
internal static class BatchNormalization
{
    public static Tensor Apply(ITrainedTensors state, EncoderLayer layer, Tensor x, bool training)
    {
        var mean = state[layer.RunningMean];
        var variance = state[layer.RunningVariance];
        return nn.functional.batch_norm(x, mean, variance, state[layer.Weight], state[layer.Bias], training, 0.1, 1e-5);
    }
}
