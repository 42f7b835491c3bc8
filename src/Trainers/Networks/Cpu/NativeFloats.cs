using System.Runtime.InteropServices;

namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>Floats outside the collected heap, on a cache line's boundary.</summary>
internal sealed unsafe class NativeFloats : IDisposable
{
    private const int Alignment = 64;
    private float* _pointer;

    public NativeFloats(long capacity)
    {
        Capacity = Length = Math.Max(1, capacity);
        _pointer = (float*)NativeMemory.AlignedAlloc((nuint)Capacity * sizeof(float), Alignment);
        GC.AddMemoryPressure(Capacity * sizeof(float));
    }

    ~NativeFloats() => Free();

    public long Capacity { get; }

    /// <summary>How much of it is in use.</summary>
    public long Length { get; set; }

    public float* Pointer => _pointer != null ? _pointer : throw new ObjectDisposedException(nameof(NativeFloats));

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
