using System.Numerics;

namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>
/// Buffers that come back step after step: fresh pages cost more than the arithmetic on them. Capacities are powers of two, because
/// the rows of a batch vary with the bodies in it; pages that nobody writes to take no memory.
/// </summary>
internal sealed class FloatPool : IDisposable
{
    private readonly Dictionary<long, Stack<NativeFloats>> _free = [];
    private bool _disposed;

    /// <summary>Gets how many floats are rented now.</summary>
    public long Rented { get; private set; }

    public NativeFloats Rent(long length)
    {
        var capacity = (long)BitOperations.RoundUpToPowerOf2((ulong)Math.Max(1, length));
        NativeFloats? buffer = null;
        lock (_free)
        {
            Rented += length;
            if (_free.TryGetValue(capacity, out var stack))
                stack.TryPop(out buffer);
        }

        buffer ??= new(capacity);
        buffer.Length = length;
        return buffer;
    }

    public void Return(NativeFloats buffer)
    {
        lock (_free)
        {
            Rented -= buffer.Length;
            if (_disposed)
            {
                buffer.Dispose();
                return;
            }

            if (!_free.TryGetValue(buffer.Capacity, out var stack))
                _free[buffer.Capacity] = stack = [];
            stack.Push(buffer);
        }
    }

    public void Dispose()
    {
        lock (_free)
        {
            _disposed = true;
            foreach (var buffer in _free.Values.SelectMany(stack => stack))
                buffer.Dispose();
            _free.Clear();
        }
    }
}
