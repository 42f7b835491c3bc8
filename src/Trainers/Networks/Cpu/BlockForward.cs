using MsMclr.MLNet.Transforms.Encoders.Architecture;

namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>
/// One block forward, in three stages. Each takes one row after the other, so that a row (some 100 KB) stays in cache from step to step,
/// and between stages the threads meet, because batch normalization needs the statistics of all rows.
/// </summary>
/// <remarks>
/// <code>
/// GraphConvolve      g = graph convolution of x, statistics of g;  r = projected residual of x, statistics of r
/// TemporalConvolve   c = temporal convolution of relu(norm(g)), statistics of c
/// Finish             y = relu(dropout(norm(c)) + residual), the next block's x
/// </code>
/// The next block calls Finish right before its GraphConvolve, row by row: a block costs two meetings, not three.
/// </remarks>
internal sealed unsafe class BlockForward(BlockShape shape, SparseAdjacency adjacency, FloatPool pool)
{
    /// <summary>Gets the temporal convolution where it is done in the frequency domain.</summary>
    public FrequencyConvolution? Frequency { get; } = shape.Fourier is { } plan ? new(shape, plan, pool) : null;

    /// <summary>
    /// Computes the graph convolution, <c>g[w, t, :] = sum over k and v of A[k, v, w] E[k, v, w] (x[v, t, :] W[k] + bias[k])</c>, and
    /// the projected residual.
    /// </summary>
    /// <param name="tape">What the block keeps.</param>
    /// <param name="rows">Which rows.</param>
    /// <param name="prepare">Called before a row's input is read, or null.</param>
    public void GraphConvolve(BlockTape tape, RowRange rows, Action<int>? prepare)
    {
        var neighbors = pool.Rent((long)shape.Subsets * shape.InputLength);
        for (var row = rows.First; row < rows.End; row++)
        {
            prepare?.Invoke(row);
            using var x = tape.Input.Read(row);
            using var g = tape.GraphOutput.Write(row);
            adjacency.Aggregate(x.Values, tape.Weights.Edges, neighbors.Pointer, shape.Frames * shape.Inputs);
            MixChannels(tape.Weights, neighbors.Pointer, g.Values);
            g.Keep();
            NormKernels.Statistics(shape.GraphPositions(g.Values), tape.GraphNorm.RowMean(row), tape.GraphNorm.RowSquares(row));
            if (shape.Projects)
                ProjectResidual(tape, row, x.Values);
        }

        pool.Return(neighbors);
    }

    /// <summary>Computes batch normalization, ReLU and the temporal convolution.</summary>
    public void TemporalConvolve(BlockTape tape, RowRange rows)
    {
        if (Frequency is not null)
        {
            RowKernel activate = (row, target) => NormalizeRelu(tape, row, target, margin: 0);
            RowKernel finish = (row, values) => TakeStatistics(tape, row, values);
            Frequency.Forward(tape.Weights.Fourier!, tape.Weights.TemporalBias, tape.TemporalOutput, rows, activate, finish);
            return;
        }

        var padded = pool.Rent(shape.PaddedGraphLength);
        padded.Clear();
        for (var row = rows.First; row < rows.End; row++)
        {
            NormalizeRelu(tape, row, padded.Pointer, BlockShape.Margin);
            using var c = tape.TemporalOutput.Write(row);
            for (var v = 0; v < shape.Joints; v++)
                ConvolveJoint(tape.Weights, v, padded.Pointer, c.Values);
            c.Keep();
            TakeStatistics(tape, row, c.Values);
        }

        pool.Return(padded);
    }

    /// <summary>Computes batch normalization, dropout, residual and ReLU of one row.</summary>
    public void Finish(BlockTape tape, int row)
    {
        using var y = tape.Output.Write(row);
        using (var c = tape.TemporalOutput.Read(row))
            Finish(tape, row, c.Values, y.Values);
        y.Keep();
    }

    /// <summary>
    /// Computes batch normalization and ReLU of a row's graph convolution, between <paramref name="margin"/> frames, which stay as they
    /// are.
    /// </summary>
    public void NormalizeRelu(BlockTape tape, int row, float* target, int margin)
    {
        using var g = tape.GraphOutput.Read(row);
        var norm = tape.GraphNorm;
        var frames = shape.Frames + (2 * margin);
        for (var v = 0; v < shape.Joints; v++)
        {
            var joint = new ChannelRows(g.Values + (v * shape.Frames * shape.Outputs), shape.Frames, shape.Outputs);
            var to = target + (((v * frames) + margin) * shape.Outputs);
            NormKernels.Normalize(joint, norm.Scale, norm.Shift, to, relu: true);
        }
    }

    // g[w] = bias[w] + sum over k of neighbors[k, w] W[k], one product a joint: the subsets are three runs of its left-hand rows.
    private void MixChannels(BlockWeights weights, float* neighbors, float* g)
    {
        for (var w = 0; w < shape.Joints; w++)
        {
            var start = neighbors + (w * shape.Frames * shape.Inputs);
            var x = new LeftRows(start, stride: shape.Inputs, depth: shape.Inputs, taps: shape.Subsets, tapStride: shape.InputLength);
            var y = new OutputRows(g + (w * shape.Frames * shape.Outputs), shape.Frames, shape.Outputs);
            MatrixProduct.Multiply(x, weights.Graph, weights.JointBias + (w * shape.Outputs), y);
        }
    }

    // c[t] = bias + sum over j of padded[stride * t + j] w[j]. The nine frames that an output sees stand one after the other, so they are
    // one left-hand row of 9 * out floats, and rows overlap.
    private void ConvolveJoint(BlockWeights weights, int joint, float* padded, float* c)
    {
        var start = padded + (joint * shape.PaddedFrames * shape.Outputs);
        var depth = EncoderArchitecture.TemporalKernel * shape.Outputs;
        var x = new LeftRows(start, stride: shape.Block.Stride * shape.Outputs, depth);
        var y = new OutputRows(c + (joint * shape.OutputFrames * shape.Outputs), shape.OutputFrames, shape.Outputs);
        MatrixProduct.Multiply(x, weights.Temporal!.Forward, weights.TemporalBias, y);
    }

    private void Finish(BlockTape tape, int row, float* c, float* y)
    {
        var alone = shape.Block.Residual == BlockResidual.None;
        NormKernels.Normalize(shape.OutputPositions(c), tape.TemporalNorm.Scale, tape.TemporalNorm.Shift, y, relu: alone);
        if (alone)
            return;
        tape.Dropout.Apply(row, y, y, shape.OutputLength);
        using var residual = (tape.Residual ?? tape.Input).Read(row);
        if (tape.ResidualNorm is { } norm)
            NormKernels.AddNormalizedRelu(shape.OutputPositions(residual.Values), norm.Scale, norm.Shift, y);
        else
            ElementKernels.AddRelu(residual.Values, y, shape.OutputLength);
    }

    private void TakeStatistics(BlockTape tape, int row, float* c)
    {
        var norm = tape.TemporalNorm;
        NormKernels.Statistics(shape.OutputPositions(c), norm.RowMean(row), norm.RowSquares(row));
    }

    // r[t] = bias + x[stride * t] W.
    private void ProjectResidual(BlockTape tape, int row, float* x)
    {
        using var r = tape.Residual!.Write(row);
        var weights = tape.Weights.Residual!;
        for (var v = 0; v < shape.Joints; v++)
        {
            var start = x + (v * shape.Frames * shape.Inputs);
            var left = new LeftRows(start, stride: shape.Block.Stride * shape.Inputs, depth: shape.Inputs);
            var to = new OutputRows(r.Values + (v * shape.OutputFrames * shape.Outputs), shape.OutputFrames, shape.Outputs);
            MatrixProduct.Multiply(left, weights.Forward, weights.Bias, to);
        }

        r.Keep();
        var norm = tape.ResidualNorm!;
        NormKernels.Statistics(shape.OutputPositions(r.Values), norm.RowMean(row), norm.RowSquares(row));
    }
}
