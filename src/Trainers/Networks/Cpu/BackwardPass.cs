using MsMclr.MLNet.Transforms.Encoders.Architecture;

namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>All blocks backward, last to first.</summary>
internal sealed unsafe class BackwardPass(IReadOnlyList<CpuBlock> blocks, SparseAdjacency adjacency, FloatPool pool)
{
    /// <summary>Computes the gradient of every parameter.</summary>
    /// <param name="tape">What the forward pass kept.</param>
    /// <param name="gradient">The gradient of its output.</param>
    /// <param name="threads">How many threads work.</param>
    /// <param name="target">Where the gradient of a parameter goes, by its name.</param>
    public void Run(EncoderTape tape, float* gradient, int threads, Func<string, float[]> target)
    {
        var last = blocks[^1];
        var length = last.Shape.OutputLength;
        var dOutput = pool.Rent((long)tape.Rows * length);
        Buffer.MemoryCopy(gradient, dOutput.Pointer, dOutput.Length * sizeof(float), dOutput.Length * sizeof(float));
        var dLast = dOutput;
        RowRanges.ForEach(tape.Ranges, threads, rows =>
        {
            for (var row = rows.First; row < rows.End; row++)
                last.Backward.Output.ReluBackward(tape.Blocks[^1], row, dLast.Row(row, length));
        });
        for (var i = blocks.Count - 1; i >= 0; i--)
        {
            var dInput = RunBlock(tape, i, dOutput, threads, target);
            pool.Return(dOutput);
            dOutput = dInput;
        }

        pool.Return(dOutput);
        DataNormalization.FinishBackward(tape, blocks[0].Shape, target);
    }

    private NativeFloats RunBlock(EncoderTape tape, int index, NativeFloats dOutput, int threads, Func<string, float[]> target)
    {
        var shape = blocks[index].Shape;
        var block = tape.Blocks[index];
        using var sums = new BlockGradients(shape, adjacency, tape.Batch, pool);
        var dGraph = pool.Rent((long)tape.Rows * shape.GraphLength);
        var dInput = pool.Rent((long)tape.Rows * shape.InputLength);
        FinishBackward(block.TemporalNorm, shape.Block.TemporalNorm, target, tape.Training);
        if (shape.Projects)
            FinishBackward(block.ResidualNorm!, shape.Block.ResidualNorm, target, tape.Training);
        RunTemporal(tape, index, sums, dOutput, dGraph, threads);
        FinishBackward(block.GraphNorm, shape.Block.GraphNorm, target, tape.Training);
        var gradients = new RowGradients(dOutput, dGraph, dInput);
        RowKernel next = (row, dx) => HandOn(tape, index, row, dx);
        RowRanges.ForEach(tape.Ranges, threads, rows => blocks[index].Backward.Graph.Run(block, sums, rows, gradients, next));
        sums.Write(block.Weights, target);
        pool.Return(dGraph);
        return dInput;
    }

    private void RunTemporal(EncoderTape tape, int index, BlockGradients sums, NativeFloats dOutput, NativeFloats dGraph, int threads)
    {
        var block = tape.Blocks[index];
        var temporal = blocks[index].Backward.Temporal;
        if (blocks[index].Forward.Frequency is not { } convolution)
        {
            RowRanges.ForEach(tape.Ranges, threads, rows => temporal.Direct(block, sums, rows, dOutput, dGraph));
            return;
        }

        var spectra = convolution.RentSpectra(tape.Rows);
        RowRanges.ForEach(tape.Ranges, threads, rows => temporal.InFrequency(block, sums, rows, dOutput, dGraph, spectra));
        convolution.WeightGradient(spectra, tape.Batch, sums.Temporal(0), threads);
        pool.Return(spectra.Inputs);
        pool.Return(spectra.Gradients);
    }

    // The gradient of a block's input is that of the output of the block before, or of the normalized clips.
    private void HandOn(EncoderTape tape, int index, int row, float* dx)
    {
        if (index > 0)
            blocks[index - 1].Backward.Output.ReluBackward(tape.Blocks[index - 1], row, dx);
        else
            DataNormalization.BackwardSums(tape, blocks[0].Shape, row, dx);
    }

    private static void FinishBackward(BatchNorm norm, EncoderLayer layer, Func<string, float[]> target, bool training)
        => norm.FinishBackward(target(layer.Weight), target(layer.Bias), training);
}
