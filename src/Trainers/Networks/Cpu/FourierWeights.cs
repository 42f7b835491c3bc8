using MsMclr.MLNet.Trainers.Networks.Parameters;
using MsMclr.MLNet.Transforms.Encoders.Architecture;
using MsMclr.MLNet.Transforms.Encoders.Network;

namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>
/// The taps of a wide convolution in the frequency domain, <c>W[p] = sum over taps j of plan.Taps[p, j] * w[j]</c>: P matrices
/// <c>[in, out]</c>, and their transposes for the way back. Made anew in every step, since the taps change.
/// </summary>
/// <remarks>
/// Taps are brought into the order of <see cref="Panels"/> first, all nine one after the other. The transform then runs over whole
/// matrices as over one long vector, whatever their order.
/// </remarks>
internal sealed unsafe class FourierWeights : IDisposable
{
    private readonly FloatPool _pool;
    private readonly NativeFloats _forward;
    private readonly NativeFloats _back;
    private readonly int _square;

    public FourierWeights(BlockShape shape, FourierPlan plan, EncoderState state, int threads, FloatPool pool)
    {
        _pool = pool;
        _square = shape.Outputs * shape.Outputs;
        _forward = pool.Rent((long)plan.Products * _square);
        _back = pool.Rent((long)plan.Products * _square);
        using var taps = state[shape.Block.TemporalConvolution.Weight].alias();
        fixed (byte* bytes = taps.bytes)
        {
            var weight = (float*)bytes;
            Transform(shape, plan, weight, _forward, transpose: false, threads);
            Transform(shape, plan, weight, _back, transpose: true, threads);
        }
    }

    /// <summary>Gets W[p], <c>[in, out]</c> in panels.</summary>
    public float* Forward(int product) => _forward.Row(product, _square);

    /// <summary>Gets its transpose, <c>[out, in]</c> in panels.</summary>
    public float* Back(int product) => _back.Row(product, _square);

    public void Dispose()
    {
        _pool.Return(_forward);
        _pool.Return(_back);
    }

    private void Transform(BlockShape shape, FourierPlan plan, float* weight, NativeFloats target, bool transpose, int threads)
    {
        const int Kernel = EncoderArchitecture.TemporalKernel;
        var taps = _pool.Rent((long)Kernel * _square);
        RowRanges.Tasks(Kernel, threads, tap => Pack(shape, weight, tap, transpose, taps.Row(tap, _square)));
        RowRanges.Tasks(plan.Products, threads, p =>
        {
            var factors = plan.Taps.AsSpan(p * Kernel, Kernel);
            LinearCombination.Compute(factors, taps.Pointer, stride: _square, bias: null, target.Row(p, _square), _square);
        });
        _pool.Return(taps);
    }

    // From PyTorch's order, [out, in, 9, 1].
    private void Pack(BlockShape shape, float* weight, int tap, bool transpose, float* target)
    {
        const int Kernel = EncoderArchitecture.TemporalKernel;
        var width = shape.Block.Outputs;
        var padded = shape.Outputs;
        if (width != padded)
            new Span<float>(target, _square).Clear();
        for (var row = 0; row < width; row++)
        {
            for (var column = 0; column < width; column++)
            {
                var output = transpose ? row : column;
                var input = transpose ? column : row;
                target[Panels.Index(row, column, padded, padded)] = weight[(((output * width) + input) * Kernel) + tap];
            }
        }
    }
}
