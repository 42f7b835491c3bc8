using System.Runtime.InteropServices;
using MsMclr.MLNet.Trainers.Torch;
using MsMclr.MLNet.Transforms.Encoders.Architecture;
using TorchSharp;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Networks.Parameters;

/// <summary>The tensors of one encoder, by PyTorch name. Owns them: dispose it and they are gone.</summary>
internal sealed class EncoderState : ITrainedTensors, IDisposable
{
    private readonly Dictionary<string, Tensor> _tensors = [];

    /// <summary>Makes tensors as they begin, drawn from <paramref name="seed"/>.</summary>
    public EncoderState(EncoderArchitecture architecture, long seed, Device device, bool trainable)
    {
        Architecture = architecture;
        using var scope = NewDisposeScope();
        using var generator = new Generator((ulong)seed, CPU);
        foreach (var parameter in architecture.Parameters)
        {
            using var beginning = Begin(parameter, generator);
            var tensor = beginning.to(device).alias().detach();
            if (trainable && parameter.IsTrained)
                tensor = tensor.requires_grad_();
            _tensors[parameter.Name] = tensor.DetachFromDisposeScope();
        }
    }

    public EncoderArchitecture Architecture { get; }

    public Tensor this[string name] => _tensors[name];

    /// <summary>Gets the memory of a tensor that is on the CPU.</summary>
    public Span<float> Span(string name) => MemoryMarshal.Cast<byte, float>(this[name].bytes);

    /// <summary>Gets the names of the trained tensors, in PyTorch's order.</summary>
    public IEnumerable<string> Parameters => Named(parameter => parameter.IsTrained);

    /// <summary>Gets the names of all tensors.</summary>
    public IEnumerable<string> Names => Named(_ => true);

    /// <summary>Gets whether every value is a finite number.</summary>
    public bool IsFinite => Names.All(name => AllFinite(Get(name)));

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

    /// <summary>Gets the values of one tensor, row-major, on the CPU.</summary>
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

    private static bool AllFinite(ReadOnlySpan<float> values) => !values.ContainsAnyExceptInRange(float.MinValue, float.MaxValue);

    private IEnumerable<string> Named(Func<EncoderParameter, bool> which)
        => Architecture.Parameters.Where(which).Select(parameter => parameter.Name);

    // weights_init of the reference: weights from N(0, 0.02), the gains of normalization from N(1, 0.02), biases 0; the rest begins as
    // what changes nothing.
    private static Tensor Begin(EncoderParameter parameter, Generator generator) => parameter.Kind switch
    {
        ParameterKind.ConvolutionWeight or ParameterKind.LinearWeight => Normal(parameter.Shape, generator),
        ParameterKind.NormGain => Normal(parameter.Shape, generator).add(Constant.Of(1), Constant.Of(1)),
        ParameterKind.RunningVariance or ParameterKind.EdgeImportance => ones(parameter.Shape),
        _ => zeros(parameter.Shape),
    };

    private static Tensor Normal(long[] shape, Generator generator) => randn(shape, generator: generator) * Constant.Of(0.02);
}
