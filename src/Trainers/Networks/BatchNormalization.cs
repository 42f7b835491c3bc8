using MsMclr.MLNet.Trainers.Networks.Parameters;
using MsMclr.MLNet.Transforms.Encoders.Architecture;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Networks;

/// <summary>
/// Batch normalization over axis 1 in libtorch's operations, with PyTorch's numbers: eps 1e-5, momentum 0.1, an unbiased running
/// variance.
/// </summary>
internal static class BatchNormalization
{
    public static Tensor Apply(ITrainedTensors state, EncoderLayer layer, Tensor x, bool training)
    {
        var mean = state[layer.RunningMean];
        var variance = state[layer.RunningVariance];
        var gain = state[layer.Weight];
        return nn.functional.batch_norm(x, mean, variance, gain, state[layer.Bias], training, momentum: 0.1, eps: 1e-5);
    }
}
