using MsMclr.MLNet.Transforms.Encoders.Architecture;

namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>
/// One block forward, row by row while the row is in cache: gather neighbors, mix channels; once the batch's moments are known
/// normalize, convolve over time; once those are known normalize, drop, add the residual. Two meetings of the threads a block.
/// </summary>
internal sealed unsafe class BlockForward(BlockShape shape, JointEdges edges, FloatPool pool)
{
    /// <summary>The temporal convolution where it is done in the frequency domain.</summary>
    public WideConvolution? Wide { get; } = shape.Fourier is { } plan ? new(shape, plan, pool) : null;

    /// <summary>Graph convolution, and the projected residual, of rows from to below to.</summary>
    public void Mix(BlockTape tape, int from, int to, Action<int>? prepare)
    {
        var gathered = pool.Rent(3L * shape.InputLength);
        for (var row = from; row < to; row++)
        {
            prepare?.Invoke(row);
            using var x = tape.Input.Read(row);
            using var mixed = tape.Mixed.Write(row);
            edges.Gather(x.Values, tape.Weights.EdgeWeights, gathered.Pointer, shape.Frames * shape.Inputs);
            for (var w = 0; w < shape.Joints; w++)
            {
                MatrixKernels.Product(gathered.Pointer + (w * shape.Frames * shape.Inputs), shape.Inputs, 3, shape.InputLength, shape.Inputs, tape.Weights.Mixing,
                    tape.Weights.Reach + (w * shape.Outputs), mixed.Values + (w * shape.Frames * shape.Outputs), shape.Outputs, shape.Frames, shape.Outputs);
            }

            mixed.Keep();
            ChannelKernels.Moments(mixed.Values, shape.Joints * shape.Frames, shape.Outputs, tape.MixedNorm.First(row), tape.MixedNorm.Second(row));
            if (shape.Projects)
                Project(tape, row, x.Values);
        }

        pool.Return(gathered);
    }

    /// <summary>BatchNorm, ReLU and the temporal convolution.</summary>
    public void Convolve(BlockTape tape, int from, int to)
    {
        if (Wide is not null)
        {
            Wide.Forward(tape.Weights.Fourier!, tape.Weights.TemporalBias, tape.Convolved, from, to, (row, target) => Activate(tape, row, target, 0), (row, convolved) => Measure(tape, row, convolved));
            return;
        }

        var padded = pool.Rent(shape.PaddedLength);
        padded.Clear();
        for (var row = from; row < to; row++)
        {
            Activate(tape, row, padded.Pointer, BlockShape.Margin);
            using var convolved = tape.Convolved.Write(row);
            for (var v = 0; v < shape.Joints; v++)
            {
                MatrixKernels.Product(padded.Pointer + (v * (shape.Frames + (2 * BlockShape.Margin)) * shape.Outputs), shape.Block.Stride * shape.Outputs, 1, 0, EncoderArchitecture.TemporalKernel * shape.Outputs,
                    tape.Weights.Temporal, tape.Weights.TemporalBias, convolved.Values + (v * shape.OutputFrames * shape.Outputs), shape.Outputs, shape.OutputFrames, shape.Outputs);
            }

            convolved.Keep();
            Measure(tape, row, convolved.Values);
        }

        pool.Return(padded);
    }

    /// <summary>BatchNorm, dropout, residual, ReLU.</summary>
    public void Finish(BlockTape tape, int row)
    {
        using var output = tape.Output.Write(row);
        using (var convolved = tape.Convolved.Read(row))
            Finish(tape, row, convolved.Values, output.Values);
        output.Keep();
    }

    private void Finish(BlockTape tape, int row, float* convolved, float* output)
    {
        var relu = shape.Block.Residual == BlockResidual.None;
        ChannelKernels.Affine(convolved, tape.ConvolvedNorm.Scale, tape.ConvolvedNorm.Shift, output, shape.Joints * shape.OutputFrames, shape.Outputs, relu);
        if (relu)
            return;
        tape.Dropout.Apply(row, output, output, shape.OutputLength);
        using var residual = (tape.Residual ?? tape.Input).Read(row);
        if (shape.Projects)
            ChannelKernels.AddAffineRelu(residual.Values, tape.ResidualNorm!.Scale, tape.ResidualNorm.Shift, output, shape.Joints * shape.OutputFrames, shape.Outputs);
        else
            ChannelKernels.AddRelu(residual.Values, output, shape.OutputLength);
    }

    /// <summary>BatchNorm and ReLU of a row's graph convolution, between <paramref name="margin"/> frames (which stay as they are).</summary>
    public void Activate(BlockTape tape, int row, float* padded, int margin)
    {
        using var mixed = tape.Mixed.Read(row);
        for (var v = 0; v < shape.Joints; v++)
        {
            ChannelKernels.Affine(mixed.Values + (v * shape.Frames * shape.Outputs), tape.MixedNorm.Scale, tape.MixedNorm.Shift,
                padded + (((v * (shape.Frames + (2 * margin))) + margin) * shape.Outputs), shape.Frames, shape.Outputs, relu: true);
        }
    }

    private void Measure(BlockTape tape, int row, float* convolved)
        => ChannelKernels.Moments(convolved, shape.Joints * shape.OutputFrames, shape.Outputs, tape.ConvolvedNorm.First(row), tape.ConvolvedNorm.Second(row));

    private void Project(BlockTape tape, int row, float* x)
    {
        using var residual = tape.Residual!.Write(row);
        for (var v = 0; v < shape.Joints; v++)
        {
            MatrixKernels.Product(x + (v * shape.Frames * shape.Inputs), shape.Block.Stride * shape.Inputs, 1, 0, shape.Inputs, tape.Weights.Residual, tape.Weights.ResidualBias,
                residual.Values + (v * shape.OutputFrames * shape.Outputs), shape.Outputs, shape.OutputFrames, shape.Outputs);
        }

        residual.Keep();
        ChannelKernels.Moments(residual.Values, shape.Joints * shape.OutputFrames, shape.Outputs, tape.ResidualNorm!.First(row), tape.ResidualNorm.Second(row));
    }
}
