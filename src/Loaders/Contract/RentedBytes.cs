using System.Buffers;

namespace MsMclr.MLNet.Loaders.Contract;

/// <summary>The content of a file in an array, which is rented unless it is large: a pool keeps what it was given.</summary>
internal sealed class RentedBytes : IDisposable
{
    private const int SmallestBuffer = 256;
    private const int BufferOfUnknownLength = 1 << 16;
    private const int LargestRented = 2 << 20;
    private byte[] _buffer;
    private int _length;

    private RentedBytes(int capacity) => _buffer = Rent(capacity);

    public ReadOnlySpan<byte> Span => _buffer.AsSpan(0, _length);

    public Span<byte> Writable => _buffer.AsSpan(0, _length);

    /// <summary>Reads a stream to its end; null where it has more than <paramref name="limit"/> bytes.</summary>
    public static RentedBytes? Read(Stream stream, long limit)
    {
        // The stream's length is a hint. What counts is what can be read, up to the limit.
        var largest = Math.Min(limit, Array.MaxLength - 1) + 1;
        var capacity = stream.CanSeek ? (int)Math.Clamp(stream.Length + 1, SmallestBuffer, largest) : BufferOfUnknownLength;
        var bytes = new RentedBytes(capacity);
        try
        {
            if (bytes.Fill(stream, limit))
                return bytes;
        }
        catch
        {
            bytes.Dispose();
            throw;
        }

        bytes.Dispose();
        return null;
    }

    public void Dispose()
    {
        Return(_buffer);
        _buffer = [];
        _length = 0;
    }

    private bool Fill(Stream stream, long limit)
    {
        for (int read; (read = stream.Read(_buffer, _length, _buffer.Length - _length)) > 0;)
        {
            _length += read;
            if (_length > limit)
                return false;
            if (_length == _buffer.Length)
                Grow();
        }

        return true;
    }

    private void Grow()
    {
        var larger = Rent((int)Math.Min(2L * _buffer.Length, Array.MaxLength));
        _buffer.CopyTo(larger, 0);
        Return(_buffer);
        _buffer = larger;
    }

    private static byte[] Rent(int capacity)
        => capacity <= LargestRented ? ArrayPool<byte>.Shared.Rent(capacity) : GC.AllocateUninitializedArray<byte>(capacity);

    private static void Return(byte[] buffer)
    {
        if (buffer.Length is > 0 and <= LargestRented)
            ArrayPool<byte>.Shared.Return(buffer);
    }
}
