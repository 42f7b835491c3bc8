using MsMclr.MLNet.Transforms.Encoders.Architecture;

namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>
/// The first stage of a block backward: batch normalization, the graph convolution, and the residual. With <c>n[k, w]</c>, the gathered
/// neighbors of joint w in subset k, which are computed again, it was <c>g[w] = jointBias[w] + sum over k of n[k, w] W[k]</c>.
/// </summary>
internal sealed unsafe class GraphBackward(BlockShape shape, SparseAdjacency adjacency, ResidualBackward residual, FloatPool pool)
{
    /// <summary>Computes the gradients.</summary>
    /// <param name="tape">What the block kept.</param>
    /// <param name="sums">Where gradients of weights are added.</param>
    /// <param name="rows">Which rows.</param>
    /// <param name="gradients">The gradients of the batch.</param>
    /// <param name="next">Sees the gradient of each row's input while it is in cache.</param>
    public void Run(BlockTape tape, BlockGradients sums, RowRange rows, RowGradients gradients, RowKernel next)
    {
        var neighbors = pool.Rent((long)shape.Subsets * shape.InputLength);
        var dNeighbors = pool.Rent((long)shape.Subsets * shape.InputLength);
        var dg = pool.Rent(shape.GraphLength);
        var jointLength = shape.Frames * shape.Inputs;
        for (var row = rows.First; row < rows.End; row++)
        {
            using var x = tape.Input.Read(row);
            var dy = gradients.Output.Row(row, shape.OutputLength);
            var dx = gradients.Input.Row(row, shape.InputLength);
            NormBackward(tape, row, gradients.Graph.Row(row, shape.GraphLength), dg.Pointer);
            adjacency.Aggregate(x.Values, tape.Weights.Edges, neighbors.Pointer, jointLength);
            for (var k = 0; k < shape.Subsets; k++)
                MixBackward(tape.Weights, sums.Graph(rows.Index), k, neighbors.Pointer, dg.Pointer, dNeighbors.Pointer);
            AddJointBiasGradient(dg.Pointer, sums.JointBias(rows.Index));
            BeginInputGradient(dy, dx);
            adjacency.AggregateBackward(x.Values, dNeighbors.Pointer, tape.Weights.Edges, dx, sums.Edges(rows.Index), jointLength);
            if (shape.Projects)
                residual.Run(tape, sums, rows.Index, row, x.Values, dy, dx);
            next(row, dx);
        }

        pool.Return(neighbors);
        pool.Return(dNeighbors);
        pool.Return(dg);
    }

    private void NormBackward(BlockTape tape, int row, float* da, float* dg)
    {
        using var g = tape.GraphOutput.Read(row);
        NormKernels.NormBackward(shape.GraphPositions(da), g.Values, tape.GraphNorm, dg);
    }

    // dW[k] += n[k]^T dg and dn[k] = dg W[k]^T, over all joints and frames at once.
    private void MixBackward(BlockWeights weights, float* dWeights, int subset, float* neighbors, float* dg, float* dNeighbors)
    {
        var count = shape.Joints * shape.Frames;
        var square = subset * shape.Inputs * shape.Outputs;
        var n = new PositionRows(neighbors + (subset * shape.InputLength), stride: shape.Inputs);
        var d = new PositionRows(dg, stride: shape.Outputs);
        OuterProduct.Add(n, d, new Positions(Groups: 1, count), new OutputRows(dWeights + square, shape.Inputs, shape.Outputs));
        var left = new LeftRows(dg, stride: shape.Outputs, depth: shape.Outputs);
        var dn = new OutputRows(dNeighbors + (subset * shape.InputLength), count, shape.Inputs);
        MatrixProduct.Multiply(left, weights.GraphBack + square, bias: null, dn);
    }

    private void AddJointBiasGradient(float* dg, float* dJointBias)
    {
        for (var w = 0; w < shape.Joints; w++)
        {
            var joint = new ChannelRows(dg + (w * shape.Frames * shape.Outputs), shape.Frames, shape.Outputs);
            ColumnSums.Add(joint, dJointBias + (w * shape.Outputs));
        }
    }

    // What comes back through a residual that is the input itself, or nothing yet.
    private void BeginInputGradient(float* dy, float* dx)
    {
        if (shape.Block.Residual == BlockResidual.Identity)
            new Span<float>(dy, shape.InputLength).CopyTo(new(dx, shape.InputLength));
        else
            new Span<float>(dx, shape.InputLength).Clear();
    }
}
