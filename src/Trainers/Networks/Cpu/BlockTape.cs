namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>What one block keeps of a forward pass, for its own second half, for the next block and for the backward pass.</summary>
internal sealed class BlockTape : IDisposable
{
    // The input is the output of the block before, which owns it; the output belongs to this block.
    public BlockTape(BlockShape shape, int rows, RowStore input, RowStore output, TrainingPrecision precision, BlockWeights weights, DropoutBits dropout, FloatPool pool)
    {
        (Input, Output, Weights, Dropout) = (input, output, weights, dropout);
        Mixed = new(rows, shape.MixedLength, precision, pool);
        Convolved = new(rows, shape.OutputLength, precision, pool);
        MixedNorm = new(shape.Outputs, rows, shape.Joints * shape.Frames);
        ConvolvedNorm = new(shape.Outputs, rows, shape.Joints * shape.OutputFrames);
        if (shape.Projects)
        {
            Residual = new(rows, shape.OutputLength, precision, pool);
            ResidualNorm = new(shape.Outputs, rows, shape.Joints * shape.OutputFrames);
        }
    }

    public RowStore Input { get; }

    /// <summary>After the graph convolution, before its BatchNorm.</summary>
    public RowStore Mixed { get; }

    /// <summary>After the temporal convolution, before its BatchNorm.</summary>
    public RowStore Convolved { get; }

    /// <summary>The projected residual, before its BatchNorm.</summary>
    public RowStore? Residual { get; }

    public RowStore Output { get; }

    public ChannelNorm MixedNorm { get; }

    public ChannelNorm ConvolvedNorm { get; }

    public ChannelNorm? ResidualNorm { get; }

    public BlockWeights Weights { get; }

    public DropoutBits Dropout { get; }

    public void Dispose()
    {
        Mixed.Dispose();
        Convolved.Dispose();
        Residual?.Dispose();
        Output.Dispose();
        MixedNorm.Dispose();
        ConvolvedNorm.Dispose();
        ResidualNorm?.Dispose();
        Weights.Dispose();
    }
}
