using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Networks.Cpu.Scales;

/// <summary>The gradients of motion attention's weights while they are summed, in the kernels' order.</summary>
internal sealed unsafe class AttentionGradients : IDisposable
{
    private readonly AttentionWeights _weights;
    private readonly WeightBuffers _buffers;

    public AttentionGradients(AttentionWeights weights, FloatPool pool)
    {
        _weights = weights;
        _buffers = new(pool);
        Down = _buffers.Rent(weights.PaddedWide * weights.PaddedNarrow);
        Up = _buffers.Rent(weights.PaddedWide * weights.PaddedNarrow);
        DownBias = _buffers.Rent(weights.PaddedNarrow);
        UpBias = _buffers.Rent(weights.PaddedWide);
    }

    /// <summary>Gets that of the matrix that narrows, <c>[wide, narrow]</c>.</summary>
    public float* Down { get; }

    public float* DownBias { get; }

    /// <summary>Gets that of the matrix that widens, <c>[narrow, wide]</c>.</summary>
    public float* Up { get; }

    public float* UpBias { get; }

    /// <summary>Makes them tensors in PyTorch's order: the weight and bias that narrow, then those that widen.</summary>
    public Tensor[] ToTensors()
        =>
        [
            Turned(Down, _weights.PaddedNarrow, _weights.Wide, _weights.Narrow),
            Bias(DownBias, _weights.Narrow),
            Turned(Up, _weights.PaddedWide, _weights.Narrow, _weights.Wide),
            Bias(UpBias, _weights.Wide),
        ];

    public void Dispose() => _buffers.Dispose();

    // [inputs, outputs] to [outputs, inputs, 1, 1].
    private static Tensor Turned(float* gradient, int stride, int inputs, int outputs)
    {
        var turned = empty([outputs, inputs, 1, 1]);
        var values = MemoryMarshal.Cast<byte, float>(turned.bytes);
        for (var i = 0; i < inputs; i++)
        {
            for (var o = 0; o < outputs; o++)
                values[(o * inputs) + i] = gradient[(i * stride) + o];
        }

        return turned;
    }

    private static Tensor Bias(float* gradient, int length)
    {
        var bias = empty([length]);
        new ReadOnlySpan<float>(gradient, length).CopyTo(MemoryMarshal.Cast<byte, float>(bias.bytes));
        return bias;
    }
}
