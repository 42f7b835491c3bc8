namespace MsMclr.MLNet;

/// <summary>What one block keeps of a forward pass, for its own second half, for the next block and for the backward pass.</summary>
internal sealed unsafe class BlockTape : IDisposable
{
    private readonly FloatPool _pool;
    private readonly List<NativeFloats> _buffers = [];

    // The input is the output of the block before; without an output there is a buffer of its own.
    public BlockTape(BlockShape shape, int rows, float* input, float* output, BlockWeights weights, DropoutBits dropout, FloatPool pool)
    {
        (_pool, Weights, Dropout) = (pool, weights, dropout);
        Input = input;
        Mixed = Rent((long)rows * shape.MixedLength);
        Convolved = Rent((long)rows * shape.OutputLength);
        Output = output != null ? output : Rent((long)rows * shape.OutputLength);
        MixedNorm = new(shape.Outputs, rows, shape.Joints * shape.Frames);
        ConvolvedNorm = new(shape.Outputs, rows, shape.Joints * shape.OutputFrames);
        if (shape.Projects)
        {
            Residual = Rent((long)rows * shape.OutputLength);
            ResidualNorm = new(shape.Outputs, rows, shape.Joints * shape.OutputFrames);
        }
    }

    public float* Input { get; }

    /// <summary>After the graph convolution, before its BatchNorm.</summary>
    public float* Mixed { get; }

    /// <summary>After the temporal convolution, before its BatchNorm.</summary>
    public float* Convolved { get; }

    /// <summary>The projected residual, before its BatchNorm.</summary>
    public float* Residual { get; }

    public float* Output { get; }

    public ChannelNorm MixedNorm { get; }

    public ChannelNorm ConvolvedNorm { get; }

    public ChannelNorm? ResidualNorm { get; }

    public BlockWeights Weights { get; }

    public DropoutBits Dropout { get; }

    public void Dispose()
    {
        _buffers.ForEach(_pool.Return);
        _buffers.Clear();
        MixedNorm.Dispose();
        ConvolvedNorm.Dispose();
        ResidualNorm?.Dispose();
        Weights.Dispose();
    }

    private float* Rent(long length)
    {
        var buffer = _pool.Rent(length);
        _buffers.Add(buffer);
        return buffer.Pointer;
    }
}
