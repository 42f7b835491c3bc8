using TorchSharp;
using static TorchSharp.torch;

namespace MsMclr.MLNet;

/// <summary>The tensors of one encoder, by PyTorch name. Owns them: dispose it and they are gone.</summary>
internal sealed class EncoderState : ITrainedTensors, IDisposable
{
    private readonly Dictionary<string, Tensor> _tensors = [];
    private readonly List<ParameterSpec> _specs;

    /// <summary>Tensors at their beginning, drawn from <paramref name="seed"/>.</summary>
    public EncoderState(EncoderSize size, long seed, Device device, bool trainable)
    {
        Size = size;
        _specs = [.. ParameterSpec.Of(size)];
        using var scope = NewDisposeScope();
        using var generator = new Generator((ulong)seed, CPU);
        foreach (var spec in _specs)
        {
            using var beginning = Begin(spec, generator);
            var tensor = beginning.to(device).alias();
            _tensors[spec.Name] = (trainable && !spec.IsBuffer ? tensor.detach().requires_grad_() : tensor.detach()).DetachFromDisposeScope();
        }
    }

    public EncoderSize Size { get; }

    public Tensor this[string name] => _tensors[name];

    /// <summary>The memory of a tensor that is on the CPU.</summary>
    public Span<float> Span(string name) => System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(this[name].bytes);

    /// <summary>Names of the trained tensors, in PyTorch's order.</summary>
    public IEnumerable<string> Parameters => _specs.Where(spec => !spec.IsBuffer).Select(spec => spec.Name);

    /// <summary>Names of all tensors.</summary>
    public IEnumerable<string> Names => _specs.Select(spec => spec.Name);

    /// <summary>Whether every value is a number.</summary>
    public bool IsFinite => !Names.Any(name => Get(name).AsSpan().ContainsAnyExceptInRange(float.MinValue, float.MaxValue));

    /// <summary>Copies every value of another encoder of the same size.</summary>
    public void CopyFrom(EncoderState other)
    {
        using var _ = no_grad();
        foreach (var name in Names)
            this[name].copy_(other[name]);
    }

    /// <summary>Overwrites one tensor.</summary>
    public void Set(string name, float[] values)
    {
        using var grad = no_grad();
        using var tensor = torch.tensor(values, this[name].shape);
        this[name].copy_(tensor);
    }

    /// <summary>The values of one tensor, row-major, on the CPU.</summary>
    public float[] Get(string name)
    {
        using var scope = NewDisposeScope();
        return TensorValues.ToArray(this[name].detach());
    }

    public void Dispose()
    {
        foreach (var tensor in _tensors.Values)
        {
            tensor.grad?.Dispose();
            tensor.Dispose();
        }

        _tensors.Clear();
    }

    private static Tensor Begin(ParameterSpec spec, Generator generator) => spec.Beginning switch
    {
        Beginning.Weight => randn(spec.Shape, generator: generator) * Constant.Of(0.02),
        Beginning.Gain => (randn(spec.Shape, generator: generator) * Constant.Of(0.02)).add(Constant.Of(1), Constant.Of(1)),
        Beginning.One => ones(spec.Shape),
        _ => zeros(spec.Shape),
    };
}
