using static TorchSharp.torch;

namespace MsMclr.MLNet;

/// <summary>BatchNorm over axis 1 (eps 1e-5, momentum 0.1, unbiased running variance), by PyTorch name.</summary>
internal static class BatchNormalisation
{
    public static Tensor Apply(ITrainedTensors state, string name, Tensor x, bool training)
        => nn.functional.batch_norm(x, state[$"{name}.running_mean"], state[$"{name}.running_var"], state[$"{name}.weight"], state[$"{name}.bias"], training, 0.1, 1e-5);
}
