namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>
/// What one block keeps of a forward pass, for its own second half, for the next block and for the backward pass. What is cheap to
/// compute again, such as normalized values, is not kept.
/// </summary>
internal sealed class BlockTape : IDisposable
{
    /// <summary>Makes room for a batch.</summary>
    /// <param name="shape">The block's sizes.</param>
    /// <param name="rows">The rows of the batch.</param>
    /// <param name="input">The output of the block before, which owns it.</param>
    /// <param name="output">The output, which this block owns.</param>
    /// <param name="weights">The weights, which this block owns.</param>
    /// <param name="dropout">The block's dropout.</param>
    /// <param name="precision">How values are kept.</param>
    /// <param name="pool">Where memory comes from.</param>
    public BlockTape(
        BlockShape shape,
        BatchRows rows,
        RowStore input,
        RowStore output,
        BlockWeights weights,
        DropoutBits dropout,
        TrainingPrecision precision,
        FloatPool pool)
    {
        Input = input;
        Output = output;
        Weights = weights;
        Dropout = dropout;
        GraphOutput = new(rows.Count, shape.GraphLength, precision, pool);
        TemporalOutput = new(rows.Count, shape.OutputLength, precision, pool);
        GraphNorm = new(shape.Outputs, rows, shape.Joints * shape.Frames);
        TemporalNorm = new(shape.Outputs, rows, shape.Joints * shape.OutputFrames);
        if (shape.Projects)
        {
            Residual = new(rows.Count, shape.OutputLength, precision, pool);
            ResidualNorm = new(shape.Outputs, rows, shape.Joints * shape.OutputFrames);
        }
    }

    /// <summary>Gets what came in, <c>[R, V, T, in]</c>.</summary>
    public RowStore Input { get; }

    /// <summary>Gets what the graph convolution gave, <c>[R, V, T, out]</c>.</summary>
    public RowStore GraphOutput { get; }

    /// <summary>Gets what the temporal convolution gave, <c>[R, V, T', out]</c>.</summary>
    public RowStore TemporalOutput { get; }

    /// <summary>Gets what the residual's convolution gave, <c>[R, V, T', out]</c>, or null where it has none.</summary>
    public RowStore? Residual { get; }

    /// <summary>Gets what goes out, <c>[R, V, T', out]</c>.</summary>
    public RowStore Output { get; }

    /// <summary>Gets the batch normalization of <see cref="GraphOutput"/>.</summary>
    public BatchNorm GraphNorm { get; }

    /// <summary>Gets the batch normalization of <see cref="TemporalOutput"/>.</summary>
    public BatchNorm TemporalNorm { get; }

    /// <summary>Gets the batch normalization of <see cref="Residual"/>.</summary>
    public BatchNorm? ResidualNorm { get; }

    public BlockWeights Weights { get; }

    public DropoutBits Dropout { get; }

    public void Dispose()
    {
        GraphOutput.Dispose();
        TemporalOutput.Dispose();
        Residual?.Dispose();
        Output.Dispose();
        GraphNorm.Dispose();
        TemporalNorm.Dispose();
        ResidualNorm?.Dispose();
        Weights.Dispose();
    }
}
