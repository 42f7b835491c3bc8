using MsMclr.MLNet.Trainers.Ranks;
using MsMclr.MLNet.Transforms.Encoders.Architecture;
using MsMclr.MLNet.Transforms.Encoders.Network;

namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>
/// The temporal convolution of a wide block in the frequency domain. A discrete Fourier transform along the frames turns the convolution
/// into one matrix product for each frequency, <c>Y[f] = X[f] W[f]</c>, and these are fewer than the taps' products.
/// </summary>
/// <remarks>
/// With real numbers only: <see cref="FourierPlan"/> has P real products p in place of the complex ones (P = 25 for 13 frames, where the
/// taps take 117). Forward:
/// <code>
/// X[p, v, :] = sum over t of plan.Forward[p, t] * x[v, t, :]      transform, LinearCombination
/// Y[p, v, :] = X[p, v, :] W[p]                                    product, MatrixProduct, [V, C] x [C, C]
/// y[v, t, :] = bias + sum over p of plan.Back[t, p] * Y[p, v, :]  transform back
/// </code>
/// Backward the same with transposed tables and weights, and the weights' gradient is <c>dW[p] = sum over rows of X[p]^T dY[p]</c>,
/// transformed back to taps. <c>CpuEncoderTests</c> compares both ways with taps in double precision. Spectra stand as
/// <c>[P, rows, V, C]</c>, so that each product takes the joints of several rows at once.
/// </remarks>
internal sealed unsafe class FrequencyConvolution(BlockShape shape, FourierPlan plan, FloatPool pool)
{
    // W[p] of 256 channels takes 256 KB and fills the second cache: four rows share it while it is there. More rows would push it out.
    private const int RowsTogether = 4;

    public FourierPlan Plan { get; } = plan;

    /// <summary>Gets the floats of one product for one row of the batch, <c>[V, C]</c>.</summary>
    private int Plane => shape.Joints * shape.Outputs;

    /// <summary>Computes the convolution of some rows.</summary>
    /// <param name="weights">The transformed taps.</param>
    /// <param name="bias">One value for each channel.</param>
    /// <param name="output">Where results go.</param>
    /// <param name="rows">Which rows.</param>
    /// <param name="activate">Writes the input of a row, <c>[V, T, C]</c>.</param>
    /// <param name="finish">Sees the result of each row while it is in cache.</param>
    public void Forward(FourierWeights weights, float* bias, RowStore output, RowRange rows, RowKernel activate, RowKernel finish)
    {
        var activated = pool.Rent(shape.GraphLength);
        var spectra = pool.Rent((long)RowsTogether * Plan.Products * Plane);
        var products = pool.Rent((long)RowsTogether * Plan.Products * Plane);
        for (var first = rows.First; first < rows.End; first += RowsTogether)
        {
            var count = Math.Min(RowsTogether, rows.End - first);
            for (var i = 0; i < count; i++)
            {
                activate(first + i, activated.Pointer);
                Transform(activated.Pointer, Plan.Forward, spectra.Pointer, rows: count, row: i);
            }

            for (var p = 0; p < Plan.Products; p++)
            {
                var at = (long)p * count * Plane;
                Multiply(spectra.Pointer + at, weights.Forward(p), products.Pointer + at, count);
            }

            for (var i = 0; i < count; i++)
            {
                using var row = output.Write(first + i);
                TransformBack(products.Pointer, Plan.Back, bias, row.Values, rows: count, row: i);
                row.Keep();
                finish(first + i, row.Values);
            }
        }

        pool.Return(activated);
        pool.Return(spectra);
        pool.Return(products);
    }

    /// <summary>Computes the gradient of the inputs of some rows, and keeps what <see cref="WeightGradient"/> needs.</summary>
    /// <param name="weights">The transformed taps.</param>
    /// <param name="kept">The spectra of the whole batch, which this fills for its rows.</param>
    /// <param name="dActivated">The gradient of the inputs, <c>[R, V, T, C]</c>.</param>
    /// <param name="rows">Which rows.</param>
    /// <param name="activate">Writes the input of a row again.</param>
    /// <param name="gradient">Writes the gradient of a row's output, <c>[V, T, C]</c>.</param>
    public void Backward(
        FourierWeights weights, Spectra kept, NativeFloats dActivated, RowRange rows, RowKernel activate, RowKernel gradient)
    {
        var values = pool.Rent(shape.GraphLength);
        var products = pool.Rent((long)RowsTogether * Plan.Products * Plane);
        for (var first = rows.First; first < rows.End; first += RowsTogether)
        {
            var count = Math.Min(RowsTogether, rows.End - first);
            for (var row = first; row < first + count; row++)
            {
                activate(row, values.Pointer);
                Transform(values.Pointer, Plan.Forward, kept.Inputs.Pointer, kept.Rows, row);
                gradient(row, values.Pointer);
                Transform(values.Pointer, Plan.BackTransposed, kept.Gradients.Pointer, kept.Rows, row);
            }

            for (var p = 0; p < Plan.Products; p++)
            {
                var dY = kept.Gradients.Pointer + ((((long)p * kept.Rows) + first) * Plane);
                Multiply(dY, weights.Back(p), products.Pointer + ((long)p * count * Plane), count);
            }

            for (var i = 0; i < count; i++)
            {
                var target = dActivated.Row(first + i, shape.GraphLength);
                TransformBack(products.Pointer, Plan.ForwardTransposed, bias: null, target, rows: count, row: i);
            }
        }

        pool.Return(values);
        pool.Return(products);
    }

    /// <summary>Makes room for the spectra of a batch. The caller returns it to the pool.</summary>
    public Spectra RentSpectra(int rows)
    {
        var length = (long)Plan.Products * rows * Plane;
        return new(pool.Rent(length), pool.Rent(length), rows);
    }

    /// <summary>
    /// Computes the gradient of the taps, <c>[9, in, out]</c>, once all rows are done. Ranks add the products, before the transform rounds
    /// their sum.
    /// </summary>
    public void WeightGradient(Spectra kept, BatchRows rows, float* taps, int threads)
    {
        var square = shape.Outputs * shape.Outputs;
        var products = pool.Rent((long)Plan.Products * square);
        RowRanges.Tasks(Plan.Products, threads, p =>
        {
            var at = (long)p * kept.Rows * Plane;
            var inputs = new ChannelRows(kept.Inputs.Pointer + at, kept.Rows * shape.Joints, shape.Outputs);
            var gradients = new ChannelRows(kept.Gradients.Pointer + at, kept.Rows * shape.Joints, shape.Outputs);
            PackedOuterProduct.Sum(inputs, gradients, rows.Ranges, shape.Joints, products.Row(p, square), pool);
        });
        rows.Ranks.Sum(new Span<float>(products.Pointer, checked((int)products.Length)), "gradients of a wide convolution");
        RowRanges.Tasks(EncoderArchitecture.TemporalKernel, threads, tap =>
        {
            var factors = Plan.TapsTransposed.AsSpan(tap * Plan.Products, Plan.Products);
            LinearCombination.Compute(factors, products.Pointer, stride: square, bias: null, taps + ((long)tap * square), square);
        });
        pool.Return(products);
    }

    // One product of the plan, for the joints of several rows: [rows * V, C] x [C, C].
    private void Multiply(float* spectra, float* weights, float* products, int rows)
    {
        var x = new LeftRows(spectra, stride: shape.Outputs, depth: shape.Outputs);
        var y = new OutputRows(products, rows * shape.Joints, shape.Outputs);
        MatrixProduct.Multiply(x, weights, bias: null, y);
    }

    // values [V, T, C] of one row, times table [P, T], to its place in spectra [P, rows, V, C].
    private void Transform(float* values, float[] table, float* spectra, int rows, int row)
    {
        for (nint v = 0; v < shape.Joints; v++)
        {
            var joint = values + (v * Plan.Frames * shape.Outputs);
            for (nint p = 0; p < Plan.Products; p++)
            {
                var factors = table.AsSpan((int)p * Plan.Frames, Plan.Frames);
                var target = spectra + (((((p * rows) + row) * shape.Joints) + v) * shape.Outputs);
                LinearCombination.Compute(factors, joint, stride: shape.Outputs, bias: null, target, shape.Outputs);
            }
        }
    }

    // One row of products [P, rows, V, C], times table [T, P], to values [V, T, C].
    private void TransformBack(float* products, float[] table, float* bias, float* values, int rows, int row)
    {
        var stride = (nint)rows * Plane;
        for (nint v = 0; v < shape.Joints; v++)
        {
            var joint = products + ((((nint)row * shape.Joints) + v) * shape.Outputs);
            for (nint t = 0; t < Plan.Frames; t++)
            {
                var factors = table.AsSpan((int)t * Plan.Products, Plan.Products);
                var target = values + (((v * Plan.Frames) + t) * shape.Outputs);
                LinearCombination.Compute(factors, joint, stride, bias, target, shape.Outputs);
            }
        }
    }
}
