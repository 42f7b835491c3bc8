namespace MsMclr.MLNet;

/// <summary>Buffers that come back step after step in the same sizes: fresh pages cost more than the arithmetic on them.</summary>
internal sealed class FloatPool : IDisposable
{
    private readonly Dictionary<long, Stack<NativeFloats>> _free = [];
    private bool _disposed;

    public NativeFloats Rent(long length)
    {
        lock (_free)
        {
            if (_free.TryGetValue(length, out var stack) && stack.TryPop(out var buffer))
                return buffer;
        }

        return new(length);
    }

    public void Return(NativeFloats buffer)
    {
        lock (_free)
        {
            if (_disposed)
            {
                buffer.Dispose();
                return;
            }

            if (!_free.TryGetValue(buffer.Length, out var stack))
                _free[buffer.Length] = stack = [];
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
