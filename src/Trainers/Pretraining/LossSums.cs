using MsMclr.MLNet.Trainers.Pretraining.Contrast;
using MsMclr.MLNet.Trainers.Torch;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Pretraining;

/// <summary>The sums of an epoch's losses, kept on the device: reading them waits for it.</summary>
internal sealed class LossSums : IDisposable
{
    private readonly Tensor _sums;

    /// <summary>Begins with what the steps before have summed up.</summary>
    public LossSums(float total, float contrast, Device device)
        => _sums = tensor(new[] { total, contrast }, device: device).DetachFromDisposeScope();

    /// <summary>Adds the losses of a step.</summary>
    public void Add(Losses losses)
    {
        using var grad = no_grad();
        _sums.add_(stack([losses.Total, losses.Contrast]), Constant.Of(1));
    }

    public (float Total, float Contrast) Read()
    {
        using var scope = NewDisposeScope();
        var values = TensorValues.ToArray(_sums);
        return (values[0], values[1]);
    }

    public void Dispose() => _sums.Dispose();
}
