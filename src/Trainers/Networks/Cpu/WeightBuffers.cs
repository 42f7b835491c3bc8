namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>The memory of a block's weights in the kernels' order, rented for one step. Buffers begin as zeros: padding stays so.</summary>
internal sealed unsafe class WeightBuffers(FloatPool pool) : IDisposable
{
    private readonly List<NativeFloats> _buffers = [];

    /// <summary>Rents zeros.</summary>
    public float* Rent(int length)
    {
        var buffer = pool.Rent(length);
        _buffers.Add(buffer);
        buffer.Clear();
        return buffer.Pointer;
    }

    /// <summary>Rents a copy of <paramref name="values"/>, padded with zeros.</summary>
    public float* Copy(ReadOnlySpan<float> values, int padded)
    {
        var copy = Rent(padded);
        values.CopyTo(new(copy, padded));
        return copy;
    }

    public void Dispose()
    {
        _buffers.ForEach(pool.Return);
        _buffers.Clear();
    }
}
