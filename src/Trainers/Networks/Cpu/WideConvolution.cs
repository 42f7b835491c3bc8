using MsMclr.MLNet.Transforms.Encoders.Architecture;
using MsMclr.MLNet.Transforms.Encoders.Network;

namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>The temporal convolution of a wide block, in the frequency domain. A few rows at a time share each product's matrix while it is in cache.</summary>
internal sealed unsafe class WideConvolution(BlockShape shape, FourierPlan plan, FloatPool pool)
{
    private const int RowsTogether = 4;

    public FourierPlan Plan { get; } = plan;

    /// <summary>Values of all products for one row of the batch.</summary>
    private int Plane => shape.Joints * shape.Outputs;

    /// <summary>From activations <c>[V, T, C]</c> that <paramref name="activate"/> writes for a row, to the convolution's output, of which <paramref name="finish"/> sees each row.</summary>
    public void Forward(FourierWeights weights, float* bias, RowStore output, int from, int to, Activation activate, Activation finish)
    {
        var activated = pool.Rent(shape.MixedLength);
        var (spectra, products) = (pool.Rent((long)RowsTogether * Plan.Products * Plane), pool.Rent((long)RowsTogether * Plan.Products * Plane));
        for (var first = from; first < to; first += RowsTogether)
        {
            var count = Math.Min(RowsTogether, to - first);
            for (var i = 0; i < count; i++)
            {
                activate(first + i, activated.Pointer);
                Spectrum(activated.Pointer, Plan.Forward, spectra.Pointer, count, i);
            }

            for (var p = 0; p < Plan.Products; p++)
            {
                var at = (long)p * count * Plane;
                MatrixKernels.Product(spectra.Pointer + at, shape.Outputs, 1, 0, shape.Outputs, weights.Forward(p), null, products.Pointer + at, shape.Outputs, count * shape.Joints, shape.Outputs);
            }

            for (var i = 0; i < count; i++)
            {
                using var row = output.Write(first + i);
                Frames(products.Pointer, Plan.Back, bias, row.Values, count, i);
                row.Keep();
                finish(first + i, row.Values);
            }
        }

        pool.Return(activated);
        pool.Return(spectra);
        pool.Return(products);
    }

    /// <summary>
    /// From the gradients of the output, <c>[V, T, C]</c>, to those of the activations, keeping the spectra of both
    /// (<c>[P, rows * V, C]</c>) for <see cref="WeightGradient"/>.
    /// </summary>
    public void Backward(FourierWeights weights, float* spectra, float* dSpectra, float* dActivated, int rows, int from, int to, Activation activate, Activation gradient)
    {
        var row = pool.Rent(shape.MixedLength);
        var products = pool.Rent((long)RowsTogether * Plan.Products * Plane);
        for (var first = from; first < to; first += RowsTogether)
        {
            var count = Math.Min(RowsTogether, to - first);
            for (var i = first; i < first + count; i++)
            {
                activate(i, row.Pointer);
                Spectrum(row.Pointer, Plan.Forward, spectra, rows, i);
                gradient(i, row.Pointer);
                Spectrum(row.Pointer, Plan.BackTransposed, dSpectra, rows, i);
            }

            for (var p = 0; p < Plan.Products; p++)
            {
                MatrixKernels.Product(dSpectra + (((long)p * rows) + first) * Plane, shape.Outputs, 1, 0, shape.Outputs, weights.Back(p), null,
                    products.Pointer + ((long)p * count * Plane), shape.Outputs, count * shape.Joints, shape.Outputs);
            }

            for (var i = 0; i < count; i++)
                Frames(products.Pointer, Plan.ForwardTransposed, null, dActivated + ((long)(first + i) * shape.MixedLength), count, i);
        }

        pool.Return(row);
        pool.Return(products);
    }

    /// <summary>The gradient of the taps, <c>[9, in, out]</c>.</summary>
    public void WeightGradient(float* spectra, float* dSpectra, float* taps, int rows, int threads)
    {
        var square = shape.Outputs * shape.Outputs;
        var products = pool.Rent((long)Plan.Products * square);
        products.Clear();
        RowRanges.Tasks(Plan.Products, threads, p => MatrixKernels.PackedOuter(spectra + ((long)p * rows * Plane), dSpectra + ((long)p * rows * Plane), rows * shape.Joints, shape.Outputs,
            products.Pointer + ((long)p * square), pool));
        RowRanges.Tasks(EncoderArchitecture.TemporalKernel, threads, j =>
            ChannelKernels.Combine(Plan.TapsTransposed.AsSpan(j * Plan.Products, Plan.Products), products.Pointer, square, null, taps + ((long)j * square), square));
        pool.Return(products);
    }

    private void Spectrum(float* values, float[] table, float* spectra, int rows, int row)
    {
        for (nint v = 0; v < shape.Joints; v++)
        {
            for (nint p = 0; p < Plan.Products; p++)
            {
                ChannelKernels.Combine(table.AsSpan((int)p * Plan.Frames, Plan.Frames), values + (v * Plan.Frames * shape.Outputs), shape.Outputs, null,
                    spectra + (((((p * rows) + row) * shape.Joints) + v) * shape.Outputs), shape.Outputs);
            }
        }
    }

    private void Frames(float* products, float[] table, float* bias, float* values, int rows, int row)
    {
        for (nint v = 0; v < shape.Joints; v++)
        {
            for (nint t = 0; t < Plan.Frames; t++)
            {
                ChannelKernels.Combine(table.AsSpan((int)t * Plan.Products, Plan.Products), products + ((((nint)row * shape.Joints) + v) * shape.Outputs), (nint)rows * Plane, bias,
                    values + (((v * Plan.Frames) + t) * shape.Outputs), shape.Outputs);
            }
        }
    }
}

/// <summary>Writes or sees <c>[V, T, C]</c> of one row of the batch.</summary>
internal unsafe delegate void Activation(int row, float* target);
