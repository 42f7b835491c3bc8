using MsMclr.MLNet.Trainers.Networks.Parameters;
using MsMclr.MLNet.Transforms.Encoders.Architecture;
using MsMclr.MLNet.Transforms.Encoders.Network;

namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>The taps of a wide convolution in the frequency domain: P matrices, and their transposes for the way back.</summary>
internal sealed unsafe class FourierWeights : IDisposable
{
    private readonly FloatPool _pool;
    private readonly NativeFloats _forward;
    private readonly NativeFloats _back;
    private readonly int _square;

    public FourierWeights(BlockShape shape, FourierPlan plan, EncoderState state, int threads, FloatPool pool)
    {
        (_pool, _square) = (pool, shape.Outputs * shape.Outputs);
        (_forward, _back) = (pool.Rent((long)plan.Products * _square), pool.Rent((long)plan.Products * _square));
        using var taps = state[shape.Block.TemporalConvolution.Weight].alias();
        fixed (byte* bytes = taps.bytes)
        {
            var weight = (float*)bytes;
            Transform(shape, plan, weight, _forward.Pointer, transpose: false, threads);
            Transform(shape, plan, weight, _back.Pointer, transpose: true, threads);
        }
    }

    /// <summary><c>[in, out]</c> of product p, in panels.</summary>
    public float* Forward(int product) => _forward.Pointer + ((long)product * _square);

    /// <summary><c>[out, in]</c> of it.</summary>
    public float* Back(int product) => _back.Pointer + ((long)product * _square);

    public void Dispose()
    {
        _pool.Return(_forward);
        _pool.Return(_back);
    }

    private void Transform(BlockShape shape, FourierPlan plan, float* weight, float* target, bool transpose, int threads)
    {
        const int Kernel = EncoderArchitecture.TemporalKernel;
        var width = shape.Block.Outputs;
        var padded = shape.Outputs;
        var taps = _pool.Rent((long)Kernel * _square);
        RowRanges.Tasks(Kernel, threads, j =>
        {
            var to = taps.Pointer + ((long)j * _square);
            if (width != padded)
                new Span<float>(to, _square).Clear();
            for (var row = 0; row < width; row++)
            {
                // Panels, as the kernels read them.
                for (var column = 0; column < width; column++)
                {
                    var (o, i) = transpose ? (row, column) : (column, row);
                    to[MatrixKernels.PanelIndex(row, column, padded, padded)] = weight[(((o * width) + i) * Kernel) + j];
                }
            }
        });
        RowRanges.Tasks(plan.Products, threads, p =>
        {
            var factors = plan.Taps.AsSpan(p * Kernel, Kernel);
            ChannelKernels.Combine(factors, taps.Pointer, _square, null, target + ((long)p * _square), _square);
        });
        _pool.Return(taps);
    }
}
