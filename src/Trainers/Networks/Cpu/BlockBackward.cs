namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>
/// One block backward, the stages of <see cref="BlockForward"/> in reverse. The threads meet where the gradient of a batch normalization
/// needs sums over all rows.
/// </summary>
/// <remarks>
/// <code>
/// Output     back through the last ReLU; sums for the norms of c and r
/// Temporal   back through norm(c), the temporal convolution and its ReLU; weights' gradients; sums for the norm of g
/// Graph      back through norm(g), the graph convolution and the residual; weights' gradients
/// </code>
/// Graph hands each row to the block before, which takes it through Output at once.
/// </remarks>
internal sealed class BlockBackward(BlockShape shape, SparseAdjacency adjacency, BlockForward forward, FloatPool pool)
{
    public OutputBackward Output { get; } = new(shape, pool);

    public TemporalBackward Temporal { get; } = new(shape, forward, new OutputBackward(shape, pool), pool);

    public GraphBackward Graph { get; } = new(shape, adjacency, new ResidualBackward(shape, pool), pool);
}
