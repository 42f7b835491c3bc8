namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>
/// A residual with a convolution of its own, backward: <c>r[t] = bias + x[stride * t] W</c> and its batch normalization.
/// </summary>
internal sealed unsafe class ResidualBackward(BlockShape shape, FloatPool pool)
{
    /// <summary>Adds the gradients of one row: to the weights' sums of a range, and to <paramref name="dx"/>.</summary>
    public void Run(BlockTape tape, BlockGradients sums, int range, int row, float* x, float* dy, float* dx)
    {
        var count = shape.Joints * shape.OutputFrames;
        var dr = pool.Rent(shape.OutputLength);
        var dProjected = pool.Rent((long)count * shape.Inputs);
        using (var r = tape.Residual!.Read(row))
            NormKernels.NormBackward(shape.OutputPositions(dy), r.Values, tape.ResidualNorm!, dr.Pointer);
        AddWeightGradients(sums, range, x, dr.Pointer);
        var left = new LeftRows(dr.Pointer, stride: shape.Outputs, depth: shape.Outputs);
        var to = new OutputRows(dProjected.Pointer, count, shape.Inputs);
        MatrixProduct.Multiply(left, tape.Weights.Residual!.Back, bias: null, to);
        AddToStridedFrames(dProjected.Pointer, dx);
        pool.Return(dr);
        pool.Return(dProjected);
    }

    // dW += sum over joints and t of x[stride * t]^T dr[t].
    private void AddWeightGradients(BlockGradients sums, int range, float* x, float* dr)
    {
        var inputs = new PositionRows(x, stride: shape.Block.Stride * shape.Inputs, group: shape.Frames * shape.Inputs);
        var gradients = new PositionRows(dr, stride: shape.Outputs, group: shape.OutputFrames * shape.Outputs);
        var weights = new OutputRows(sums.Residual(range), shape.Inputs, shape.Outputs);
        OuterProduct.Add(inputs, gradients, new Positions(Groups: shape.Joints, Count: shape.OutputFrames), weights);
        ColumnSums.Add(shape.OutputPositions(dr), sums.ResidualBias(range));
    }

    // dx[stride * t] += dProjected[t].
    private void AddToStridedFrames(float* dProjected, float* dx)
    {
        for (nint v = 0; v < shape.Joints; v++)
        {
            for (nint t = 0; t < shape.OutputFrames; t++)
            {
                var from = dProjected + (((v * shape.OutputFrames) + t) * shape.Inputs);
                var to = dx + (((v * shape.Frames) + (t * shape.Block.Stride)) * shape.Inputs);
                ElementKernels.AddScaled(from, 1, to, shape.Inputs);
            }
        }
    }
}
