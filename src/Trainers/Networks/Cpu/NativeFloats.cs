using System.Runtime.InteropServices;

namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>
/// Floats outside the collected heap, at the boundary of a cache line: a vector then never straddles two lines, and the memory does not
/// move.
/// </summary>
internal sealed unsafe class NativeFloats : IDisposable
{
    private const int Alignment = 64;
    private float* _pointer;

    public NativeFloats(long capacity)
    {
        Capacity = Math.Max(1, capacity);
        Length = Capacity;
        _pointer = (float*)NativeMemory.AlignedAlloc((nuint)Capacity * sizeof(float), Alignment);
        GC.AddMemoryPressure(Capacity * sizeof(float));
    }

    ~NativeFloats() => Free();

    public long Capacity { get; }

    /// <summary>Gets or sets how much of it is in use.</summary>
    public long Length { get; set; }

    public float* Pointer
    {
        get
        {
            ObjectDisposedException.ThrowIf(_pointer == null, this);
            return _pointer;
        }
    }

    /// <summary>Gets where a row begins, of rows of <paramref name="length"/> floats.</summary>
    public float* Row(int row, int length) => Pointer + ((long)row * length);

    public void Clear() => NativeMemory.Clear(Pointer, (nuint)Length * sizeof(float));

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        if (_pointer == null)
            return;
        NativeMemory.AlignedFree(_pointer);
        _pointer = null;
        GC.RemoveMemoryPressure(Capacity * sizeof(float));
    }
}
