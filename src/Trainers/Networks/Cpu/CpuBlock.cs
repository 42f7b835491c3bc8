namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>One block of the encoder: its sizes, and both ways through it.</summary>
internal sealed class CpuBlock
{
    public CpuBlock(BlockShape shape, SparseAdjacency adjacency, FloatPool pool)
    {
        Shape = shape;
        Forward = new(shape, adjacency, pool);
        Backward = new(shape, adjacency, Forward, pool);
    }

    public BlockShape Shape { get; }

    public BlockForward Forward { get; }

    public BlockBackward Backward { get; }
}
