using MsMclr.MLNet.Trainers.Networks.Parameters;
using MsMclr.MLNet.Transforms.Encoders.Architecture;

namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>All blocks forward. Fills the tape, block after block.</summary>
internal sealed unsafe class ForwardPass(
    IReadOnlyList<CpuBlock> blocks, SparseAdjacency adjacency, EncoderState state, TrainingPrecision precision, FloatPool pool)
{
    /// <summary>Computes the blocks on <paramref name="threads"/> threads; <paramref name="dropout"/> gives each its dropout.</summary>
    public void Run(EncoderTape tape, int threads, Func<DropoutBits> dropout)
    {
        DataNormalization.Forward(state, tape, blocks[0].Shape, threads);
        for (var i = 0; i < blocks.Count; i++)
            RunBlock(tape, i, threads, dropout);
        RowRanges.ForEach(tape.Ranges, threads, rows =>
        {
            for (var row = rows.First; row < rows.End; row++)
                blocks[^1].Forward.Finish(tape.Blocks[^1], row);
        });
    }

    private void RunBlock(EncoderTape tape, int index, int threads, Func<DropoutBits> dropout)
    {
        var shape = blocks[index].Shape;
        var forward = blocks[index].Forward;
        var block = Begin(tape, index, threads, dropout);
        Action<int>? finishPrevious = null;
        if (index > 0)
            finishPrevious = row => blocks[index - 1].Forward.Finish(tape.Blocks[index - 1], row);
        RowRanges.ForEach(tape.Ranges, threads, rows => forward.GraphConvolve(block, rows, finishPrevious));
        FinishStatistics(block.GraphNorm, shape.Block.GraphNorm, tape.Training);
        if (shape.Projects)
            FinishStatistics(block.ResidualNorm!, shape.Block.ResidualNorm, tape.Training);
        RowRanges.ForEach(tape.Ranges, threads, rows => forward.TemporalConvolve(block, rows));
        FinishStatistics(block.TemporalNorm, shape.Block.TemporalNorm, tape.Training);
        tape.Blocks.Add(block);
    }

    private BlockTape Begin(EncoderTape tape, int index, int threads, Func<DropoutBits> dropout)
    {
        var shape = blocks[index].Shape;
        var input = index == 0 ? new RowStore(tape.Input.Pointer, shape.InputLength, pool) : tape.Blocks[^1].Output;
        var output = index < blocks.Count - 1 ? new RowStore(tape.Rows, shape.OutputLength, precision, pool) : LastOutput(tape, shape);
        // The first block, which has no residual, has no dropout either.
        var bits = tape.Training && shape.Block.Residual != BlockResidual.None ? dropout() with { Numbers = tape.Batch.Numbers } : default;
        var weights = new BlockWeights(shape, state, adjacency, threads, pool);
        return new(shape, tape.Batch, input, output, weights, bits, precision, pool);
    }

    private RowStore LastOutput(EncoderTape tape, BlockShape shape)
    {
        fixed (byte* bytes = tape.Output.bytes)
            return new((float*)bytes, shape.OutputLength, pool); // A tensor's memory does not move.
    }

    private void FinishStatistics(BatchNorm norm, EncoderLayer layer, bool training)
    {
        var mean = state.Span(layer.RunningMean);
        var variance = state.Span(layer.RunningVariance);
        norm.FinishStatistics(state.Span(layer.Weight), state.Span(layer.Bias), mean, variance, training);
    }
}
