using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Networks.Cpu.Scales;

/// <summary>
/// What the forward pass of the three scales keeps of some rows. Gone after the backward pass, or with the graph that holds it.
/// </summary>
internal sealed unsafe class GroupTape : IDisposable
{
    private readonly FloatPool _pool;
    private readonly NativeFloats _memory;
    private readonly ScaleShape[] _shapes;
    private readonly float* _features;

    /// <summary>Takes the memory.</summary>
    /// <param name="features">The features, <c>[R, V, T, D]</c> without gaps. The tape owns them.</param>
    /// <param name="weights">The weights. The tape owns them.</param>
    /// <param name="shapes">The sizes of the three scales.</param>
    /// <param name="pool">Where memory comes from.</param>
    public GroupTape(Tensor features, AttentionWeights weights, ScaleShape[] shapes, FloatPool pool)
    {
        Features = features;
        Weights = weights;
        _pool = pool;
        _shapes = shapes;
        Rows = (int)features.shape[0];
        _memory = pool.Rent((long)Rows * RowLength);
        fixed (byte* bytes = features.bytes)
            _features = (float*)bytes; // libtorch's memory does not move.
        Output = empty([Rows, shapes.Length, weights.Wide]).DetachFromDisposeScope();
    }

    public Tensor Features { get; }

    public AttentionWeights Weights { get; }

    /// <summary>Gets the means, <c>[R, scales, D]</c>.</summary>
    public Tensor Output { get; }

    public int Rows { get; }

    private int RowLength => Begin(_shapes.Length);

    /// <summary>Gets the features of a row.</summary>
    public float* FeaturesOf(int row) => _features + ((nint)row * _shapes[0].WideLength);

    /// <summary>Gets the tape of a row's scale. The features of the coarser ones, means over joints, stand in front of it.</summary>
    public ScaleTape Of(int row, int scale)
    {
        var shape = _shapes[scale];
        var memory = _memory.Pointer + ((nint)row * RowLength) + Begin(scale);
        return scale == 0 ? new(shape, memory, FeaturesOf(row)) : new(shape, memory + shape.WideLength, memory);
    }

    /// <summary>Gets where a row's mean at a scale goes.</summary>
    public Span<float> Means(int row, int scale) => Values(Output, row, scale);

    /// <summary>Gets a row's values at a scale, of a tensor of the size of <see cref="Output"/>.</summary>
    public Span<float> Values(Tensor tensor, int row, int scale)
    {
        var values = MemoryMarshal.Cast<byte, float>(tensor.bytes);
        return values.Slice(((row * _shapes.Length) + scale) * Weights.Wide, Weights.Wide);
    }

    /// <summary>Makes gradients that say nothing: of the features, and of the weights.</summary>
    public Tensor[] Zeros()
        =>
        [
            zeros([Rows, Weights.Wide, _shapes[0].Frames, _shapes[0].Joints]),
            zeros([Weights.Narrow, Weights.Wide, 1, 1]), zeros([Weights.Narrow]),
            zeros([Weights.Wide, Weights.Narrow, 1, 1]), zeros([Weights.Wide]),
        ];

    public void Dispose()
    {
        _pool.Return(_memory);
        Weights.Dispose();
        Features.Dispose();
        Output.Dispose();
    }

    // Where a scale begins in a row's memory.
    private int Begin(int scale)
    {
        var begin = 0;
        for (var i = 0; i < scale; i++)
        {
            begin += ScaleTape.Length(_shapes[i]);
            if (i > 0)
                begin += _shapes[i].WideLength;
        }

        return begin;
    }
}
