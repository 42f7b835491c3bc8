using MsMclr.MLNet.Transforms.Encoders.Architecture;

namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>
/// The middle stage of a block backward: batch normalization, the temporal convolution and the ReLU before it. With
/// <c>a = relu(norm(g))</c>, which is computed again, it was <c>c[t] = bias + sum over j of a[stride * t + j] w[j]</c>.
/// </summary>
internal sealed unsafe class TemporalBackward(BlockShape shape, BlockForward forward, OutputBackward output, FloatPool pool)
{
    /// <summary>Computes the gradients with taps.</summary>
    /// <param name="tape">What the block kept.</param>
    /// <param name="sums">Where gradients of weights are added.</param>
    /// <param name="rows">Which rows.</param>
    /// <param name="dOutput">The gradient of y, already back through the last ReLU.</param>
    /// <param name="dGraph">The gradient after norm(g), which this computes.</param>
    public void Direct(BlockTape tape, BlockGradients sums, RowRange rows, NativeFloats dOutput, NativeFloats dGraph)
    {
        var activated = pool.Rent(shape.PaddedGraphLength);
        var dc = pool.Rent(shape.PaddedGradientLength);
        activated.Clear();
        dc.Clear();
        for (var row = rows.First; row < rows.End; row++)
        {
            var dy = dOutput.Row(row, shape.OutputLength);
            output.NormBackward(tape, row, dy, dc.Pointer, shape.GradientMargin);
            forward.NormalizeRelu(tape, row, activated.Pointer, BlockShape.Margin);
            AddWeightGradients(sums, rows.Index, activated.Pointer, dc.Pointer);
            var da = dGraph.Row(row, shape.GraphLength);
            for (var v = 0; v < shape.Joints; v++)
                ConvolveBack(tape.Weights.Temporal!, v, dc.Pointer, activated.Pointer, da);
            TakeSums(tape, row, da);
        }

        pool.Return(activated);
        pool.Return(dc);
    }

    /// <summary>
    /// Computes the same in the frequency domain. The spectra are kept, and the caller computes the taps' gradient of them when all rows
    /// are done.
    /// </summary>
    public void InFrequency(BlockTape tape, BlockGradients sums, RowRange rows, NativeFloats dOutput, NativeFloats dGraph, Spectra spectra)
    {
        RowKernel activate = (row, target) => forward.NormalizeRelu(tape, row, target, margin: 0);
        RowKernel gradient = (row, target) =>
        {
            output.NormBackward(tape, row, dOutput.Row(row, shape.OutputLength), target, margin: 0);
            ColumnSums.Add(shape.GraphPositions(target), sums.TemporalBias(rows.Index));
        };
        forward.Frequency!.Backward(tape.Weights.Fourier!, spectra, dGraph, rows, activate, gradient);
        var activated = pool.Rent(shape.GraphLength);
        for (var row = rows.First; row < rows.End; row++)
        {
            var da = dGraph.Row(row, shape.GraphLength);
            forward.NormalizeRelu(tape, row, activated.Pointer, margin: 0);
            ElementKernels.ReluBackward(activated.Pointer, da, shape.GraphLength);
            TakeSums(tape, row, da);
        }

        pool.Return(activated);
    }

    // dw[j] += sum over joints and t of a[stride * t + j]^T dc[t], all nine taps at once: the nine frames are one row of 9 * out floats.
    // dbias += sum over joints and t of dc[t], where margins are zeros.
    private void AddWeightGradients(BlockGradients sums, int range, float* activated, float* dc)
    {
        var outputs = shape.Outputs;
        var a = new PositionRows(activated, stride: shape.Block.Stride * outputs, group: shape.PaddedFrames * outputs);
        var first = dc + (shape.GradientMargin * outputs);
        var d = new PositionRows(first, stride: outputs, group: shape.PaddedGradientFrames * outputs);
        var taps = new OutputRows(sums.Temporal(range), EncoderArchitecture.TemporalKernel * outputs, outputs);
        OuterProduct.Add(a, d, new Positions(Groups: shape.Joints, Count: shape.OutputFrames), taps);
        var all = new ChannelRows(dc, shape.Joints * shape.PaddedGradientFrames, outputs);
        ColumnSums.Add(all, sums.TemporalBias(range));
    }

    // da[t] = sum over j of dc[(t - j) / stride] w[j]^T, where that is a whole number, and 0 where a is not above 0.
    private void ConvolveBack(TemporalWeights weights, int joint, float* dc, float* activated, float* da)
    {
        var outputs = shape.Outputs;
        var from = dc + ((nint)joint * shape.PaddedGradientFrames * outputs);
        var to = da + ((nint)joint * shape.Frames * outputs);
        if (shape.Block.Stride == 1)
        {
            var all = new LeftRows(from, stride: outputs, depth: EncoderArchitecture.TemporalKernel * outputs);
            MatrixProduct.Multiply(all, weights.Back, bias: null, new OutputRows(to, shape.Frames, outputs));
        }
        else
        {
            var even = new LeftRows(from, stride: outputs, depth: (EncoderArchitecture.TemporalKernel + 1) / 2 * outputs);
            var toEven = new OutputRows(to, stride: 2 * outputs, count: (shape.Frames + 1) / 2, outputs);
            MatrixProduct.Multiply(even, weights.Back, bias: null, toEven);
            var odd = new LeftRows(from + outputs, stride: outputs, depth: EncoderArchitecture.TemporalKernel / 2 * outputs);
            var toOdd = new OutputRows(to + outputs, stride: 2 * outputs, count: shape.Frames / 2, outputs);
            MatrixProduct.Multiply(odd, weights.BackOdd, bias: null, toOdd);
        }

        var a = activated + ((((nint)joint * shape.PaddedFrames) + BlockShape.Margin) * outputs);
        ElementKernels.ReluBackward(a, to, shape.Frames * outputs);
    }

    // What the batch normalization of g waits for.
    private void TakeSums(BlockTape tape, int row, float* da)
    {
        using var g = tape.GraphOutput.Read(row);
        var norm = tape.GraphNorm;
        var sums = norm.RowGradientSum(row);
        NormKernels.BackwardSums(shape.GraphPositions(da), g.Values, norm.Mean, sums, norm.RowGradientProduct(row));
    }
}
