using MsMclr.MLNet.Transforms.Encoders.Architecture;

namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>One block backward, row by row, with the same two meetings of the threads; cheap intermediate values are made again rather than kept.</summary>
internal sealed unsafe class BlockBackward(BlockShape shape, JointEdges edges, BlockForward forward, FloatPool pool)
{
    /// <summary>Takes a row's gradient back through the last ReLU, in place, and leaves the sums that the BatchNorms wait for.</summary>
    public void Begin(BlockTape tape, int row, float* gradient)
    {
        var count = shape.Joints * shape.OutputFrames;
        using (var output = tape.Output.Read(row))
            ChannelKernels.KeepPositive(output.Values, gradient, shape.OutputLength);
        if (tape.Residual is not null)
        {
            using var residual = tape.Residual.Read(row);
            ChannelKernels.GradientSums(gradient, residual.Values, tape.ResidualNorm!.Mean, count, shape.Outputs, tape.ResidualNorm.First(row), tape.ResidualNorm.Second(row));
        }

        using var convolved = tape.Convolved.Read(row);
        var kept = Kept(tape, row, gradient, out var scratch);
        ChannelKernels.GradientSums(kept, convolved.Values, tape.ConvolvedNorm.Mean, count, shape.Outputs, tape.ConvolvedNorm.First(row), tape.ConvolvedNorm.Second(row));
        if (scratch is not null)
            pool.Return(scratch);
    }

    /// <summary>Back through the temporal convolution and the ReLU before it, to <paramref name="mixed"/>.</summary>
    public void Convolution(BlockTape tape, BlockGradients sums, int range, int from, int to, float* gradient, float* mixed)
    {
        var activated = pool.Rent(shape.PaddedLength);
        var spread = pool.Rent(shape.PaddedGradientLength);
        activated.Clear();
        spread.Clear();
        var frames = shape.OutputFrames + (2 * shape.GradientMargin);
        for (var row = from; row < to; row++)
        {
            Unnorm(tape, row, gradient, spread.Pointer, shape.GradientMargin);
            forward.Activate(tape, row, activated.Pointer, BlockShape.Margin);
            MatrixKernels.Outer(activated.Pointer, (shape.Frames + (2 * BlockShape.Margin)) * shape.Outputs, shape.Block.Stride * shape.Outputs,
                spread.Pointer + (shape.GradientMargin * shape.Outputs), frames * shape.Outputs, shape.Outputs,
                shape.Joints, shape.OutputFrames, EncoderArchitecture.TemporalKernel * shape.Outputs, shape.Outputs, sums.Temporal(range));
            ChannelKernels.AddSums(spread.Pointer, shape.Joints * frames, shape.Outputs, sums.TemporalBias(range));
            Back(tape, row, spread.Pointer, activated.Pointer, mixed + ((long)row * shape.MixedLength));
        }

        pool.Return(activated);
        pool.Return(spread);
    }

    /// <summary>The same in the frequency domain; what the gradient of the weights needs goes to the spectra.</summary>
    public void WideConvolution(BlockTape tape, BlockGradients sums, int range, int from, int to, float* gradient, float* mixed, float* spectra, float* dSpectra, int rows)
    {
        forward.Wide!.Backward(tape.Weights.Fourier!, spectra, dSpectra, mixed, rows, from, to, (row, target) => forward.Activate(tape, row, target, 0), (row, target) =>
        {
            Unnorm(tape, row, gradient, target, 0);
            ChannelKernels.AddSums(target, shape.Joints * shape.Frames, shape.Outputs, sums.TemporalBias(range));
        });
        var activated = pool.Rent(shape.MixedLength);
        for (var row = from; row < to; row++)
        {
            var target = mixed + ((long)row * shape.MixedLength);
            forward.Activate(tape, row, activated.Pointer, 0);
            ChannelKernels.KeepPositive(activated.Pointer, target, shape.MixedLength);
            Measure(tape, row, target);
        }

        pool.Return(activated);
    }

    /// <summary>Back through the graph convolution and the residual, to <paramref name="input"/>; <paramref name="continue"/> sees each row at once.</summary>
    public void Mixing(BlockTape tape, BlockGradients sums, int range, int from, int to, float* gradient, float* mixed, float* input, Action<int> @continue)
    {
        var gathered = pool.Rent(3L * shape.InputLength);
        var dGathered = pool.Rent(3L * shape.InputLength);
        var unnormed = pool.Rent(shape.MixedLength);
        for (var row = from; row < to; row++)
        {
            using var x = tape.Input.Read(row);
            var dx = input + ((long)row * shape.InputLength);
            var count = shape.Joints * shape.Frames;
            using (var forwardMixed = tape.Mixed.Read(row))
                ChannelKernels.NormGradient(mixed + ((long)row * shape.MixedLength), forwardMixed.Values, tape.MixedNorm, unnormed.Pointer, count, shape.Outputs);
            edges.Gather(x.Values, tape.Weights.EdgeWeights, gathered.Pointer, shape.Frames * shape.Inputs);
            for (var k = 0; k < 3; k++)
            {
                MatrixKernels.Outer(gathered.Pointer + (k * shape.InputLength), 0, shape.Inputs, unnormed.Pointer, 0, shape.Outputs, 1, count, shape.Inputs, shape.Outputs,
                    sums.Mixing(range) + (k * shape.Inputs * shape.Outputs));
                MatrixKernels.Product(unnormed.Pointer, shape.Outputs, 1, 0, shape.Outputs, tape.Weights.MixingBack + (k * shape.Inputs * shape.Outputs), null,
                    dGathered.Pointer + (k * shape.InputLength), shape.Inputs, count, shape.Inputs);
            }

            for (var w = 0; w < shape.Joints; w++)
                ChannelKernels.AddSums(unnormed.Pointer + (w * shape.Frames * shape.Outputs), shape.Frames, shape.Outputs, sums.Reach(range) + (w * shape.Outputs));
            var d = gradient + ((long)row * shape.OutputLength);
            if (shape.Block.Residual == BlockResidual.Identity)
                new Span<float>(d, shape.InputLength).CopyTo(new(dx, shape.InputLength));
            else
                new Span<float>(dx, shape.InputLength).Clear();
            edges.AddGradients(x.Values, dGathered.Pointer, tape.Weights.EdgeWeights, dx, sums.Edges(range), shape.Frames * shape.Inputs);
            if (shape.Projects)
                Projection(tape, sums, range, row, x.Values, d, dx);
            @continue(row);
        }

        pool.Return(gathered);
        pool.Return(dGathered);
        pool.Return(unnormed);
    }

    private float* Kept(BlockTape tape, int row, float* gradient, out NativeFloats? scratch)
    {
        scratch = null;
        if (shape.Block.Residual == BlockResidual.None || tape.Dropout.IsOff)
            return gradient;
        scratch = pool.Rent(shape.OutputLength);
        tape.Dropout.Apply(row, gradient, scratch.Pointer, shape.OutputLength);
        return scratch.Pointer;
    }

    private void Back(BlockTape tape, int row, float* spread, float* activated, float* mixed)
    {
        var frames = shape.OutputFrames + (2 * shape.GradientMargin);
        for (nint v = 0; v < shape.Joints; v++)
        {
            var from = spread + (v * frames * shape.Outputs);
            var to = mixed + (v * shape.Frames * shape.Outputs);
            if (shape.Block.Stride == 1)
            {
                MatrixKernels.Product(from, shape.Outputs, 1, 0, EncoderArchitecture.TemporalKernel * shape.Outputs, tape.Weights.TemporalBack, null, to, shape.Outputs, shape.Frames, shape.Outputs);
            }
            else
            {
                MatrixKernels.Product(from, shape.Outputs, 1, 0, 5 * shape.Outputs, tape.Weights.TemporalBack, null, to, 2 * shape.Outputs, (shape.Frames + 1) / 2, shape.Outputs);
                MatrixKernels.Product(from + shape.Outputs, shape.Outputs, 1, 0, 4 * shape.Outputs, tape.Weights.TemporalBackOdd, null, to + shape.Outputs, 2 * shape.Outputs, shape.Frames / 2, shape.Outputs);
            }

            ChannelKernels.KeepPositive(activated + (((v * (shape.Frames + (2 * BlockShape.Margin))) + BlockShape.Margin) * shape.Outputs), to, shape.Frames * shape.Outputs);
        }

        Measure(tape, row, mixed);
    }

    private void Measure(BlockTape tape, int row, float* mixed)
    {
        using var forwardMixed = tape.Mixed.Read(row);
        ChannelKernels.GradientSums(mixed, forwardMixed.Values, tape.MixedNorm.Mean, shape.Joints * shape.Frames, shape.Outputs, tape.MixedNorm.First(row), tape.MixedNorm.Second(row));
    }

    // Back through dropout and the last BatchNorm.
    private void Unnorm(BlockTape tape, int row, float* gradient, float* target, int margin)
    {
        using var convolved = tape.Convolved.Read(row);
        var kept = Kept(tape, row, gradient + ((long)row * shape.OutputLength), out var scratch);
        for (nint v = 0; v < shape.Joints; v++)
        {
            var offset = v * shape.OutputFrames * shape.Outputs;
            ChannelKernels.NormGradient(kept + offset, convolved.Values + offset, tape.ConvolvedNorm, target + (((v * (shape.OutputFrames + (2 * margin))) + margin) * shape.Outputs), shape.OutputFrames, shape.Outputs);
        }

        if (scratch is not null)
            pool.Return(scratch);
    }

    private void Projection(BlockTape tape, BlockGradients sums, int range, int row, float* x, float* gradient, float* dx)
    {
        var (unnormed, back) = (pool.Rent(shape.OutputLength), pool.Rent(shape.Joints * shape.OutputFrames * shape.Inputs));
        var count = shape.Joints * shape.OutputFrames;
        using (var residual = tape.Residual!.Read(row))
            ChannelKernels.NormGradient(gradient, residual.Values, tape.ResidualNorm!, unnormed.Pointer, count, shape.Outputs);
        MatrixKernels.Outer(x, shape.Frames * shape.Inputs, shape.Block.Stride * shape.Inputs, unnormed.Pointer, shape.OutputFrames * shape.Outputs, shape.Outputs,
            shape.Joints, shape.OutputFrames, shape.Inputs, shape.Outputs, sums.Residual(range));
        ChannelKernels.AddSums(unnormed.Pointer, count, shape.Outputs, sums.ResidualBias(range));
        MatrixKernels.Product(unnormed.Pointer, shape.Outputs, 1, 0, shape.Outputs, tape.Weights.ResidualBack, null, back.Pointer, shape.Inputs, count, shape.Inputs);
        for (nint v = 0; v < shape.Joints; v++)
        {
            for (nint t = 0; t < shape.OutputFrames; t++)
                ChannelKernels.AddScaled(back.Pointer + (((v * shape.OutputFrames) + t) * shape.Inputs), 1, dx + (((v * shape.Frames) + (t * shape.Block.Stride)) * shape.Inputs), shape.Inputs);
        }

        pool.Return(unnormed);
        pool.Return(back);
    }
}
