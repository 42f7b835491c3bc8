using MsMclr.MLNet.Transforms.Encoders.Architecture;

namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>The last step of a block backward: <c>y = relu(dropout(norm(c)) + residual)</c>.</summary>
internal sealed unsafe class OutputBackward(BlockShape shape, FloatPool pool)
{
    /// <summary>
    /// Takes the gradient of one row back through the ReLU, in place, and leaves the sums that the batch normalizations of c and of the
    /// projected residual wait for.
    /// </summary>
    public void ReluBackward(BlockTape tape, int row, float* dy)
    {
        using (var y = tape.Output.Read(row))
            ElementKernels.ReluBackward(y.Values, dy, shape.OutputLength);
        if (tape.Residual is not null)
        {
            using var residual = tape.Residual.Read(row);
            TakeSums(tape.ResidualNorm!, row, dy, residual.Values);
        }

        using var c = tape.TemporalOutput.Read(row);
        var dropped = DropoutBackward(tape, row, dy, out var scratch);
        TakeSums(tape.TemporalNorm, row, dropped, c.Values);
        if (scratch is not null)
            pool.Return(scratch);
    }

    /// <summary>
    /// Takes the gradient of one row back through dropout and batch normalization, to that of the temporal convolution's output, with
    /// <paramref name="margin"/> frames before and after each joint, which stay as they are.
    /// </summary>
    public void NormBackward(BlockTape tape, int row, float* dy, float* dc, int margin)
    {
        using var c = tape.TemporalOutput.Read(row);
        var dropped = DropoutBackward(tape, row, dy, out var scratch);
        var frames = shape.OutputFrames + (2 * margin);
        for (nint v = 0; v < shape.Joints; v++)
        {
            var offset = v * shape.OutputFrames * shape.Outputs;
            var joint = new ChannelRows(dropped + offset, shape.OutputFrames, shape.Outputs);
            var target = dc + (((v * frames) + margin) * shape.Outputs);
            NormKernels.NormBackward(joint, c.Values + offset, tape.TemporalNorm, target);
        }

        if (scratch is not null)
            pool.Return(scratch);
    }

    private void TakeSums(BatchNorm norm, int row, float* dy, float* x)
    {
        var sums = norm.RowGradientSum(row);
        NormKernels.BackwardSums(shape.OutputPositions(dy), x, norm.Mean, sums, norm.RowGradientProduct(row));
    }

    // The same mask again, applied to the gradient. It cannot be done in place: the residual needs the gradient as it was.
    private float* DropoutBackward(BlockTape tape, int row, float* dy, out NativeFloats? scratch)
    {
        scratch = null;
        if (shape.Block.Residual == BlockResidual.None || tape.Dropout.IsOff)
            return dy;
        scratch = pool.Rent(shape.OutputLength);
        tape.Dropout.Apply(row, dy, scratch.Pointer, shape.OutputLength);
        return scratch.Pointer;
    }
}
