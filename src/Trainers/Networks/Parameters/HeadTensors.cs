using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Networks.Parameters;

/// <summary>
/// The trained tensors that follow the blocks, once more: the values are those of the encoder, in the same memory, and the gradients are
/// their own. So several threads can go backward at the same time.
/// </summary>
internal sealed class HeadTensors : ITrainedTensors, IDisposable
{
    private readonly Dictionary<string, Tensor> _tensors = [];

    public HeadTensors(EncoderState state, IEnumerable<string> names)
    {
        foreach (var name in names)
            _tensors[name] = state[name].detach().requires_grad_().DetachFromDisposeScope();
    }

    public IEnumerable<string> Parameters => _tensors.Keys;

    public Tensor this[string name] => _tensors[name];

    public void Dispose()
    {
        foreach (var tensor in _tensors.Values)
        {
            tensor.grad?.Dispose();
            tensor.Dispose();
        }

        _tensors.Clear();
    }
}
