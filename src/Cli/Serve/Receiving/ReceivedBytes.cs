using System.Buffers;

namespace MsMclr.MLNet.Cli.Serve.Receiving;

/// <summary>
/// Bytes as they arrive, in pieces. Pieces are small enough to be pooled: large arrays in a pool would be kept for good.
/// </summary>
internal sealed class ReceivedBytes : IDisposable
{
    public const int PieceSize = 1 << 15;

    private readonly List<byte[]> _pieces = [];
    private readonly MemoryShare _share;

    public ReceivedBytes(MemoryShare share) => _share = share;

    public long Length { get; private set; }

    /// <exception cref="BusyException">There is no memory for more.</exception>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var at = (int)(Length % PieceSize);
            if (at == 0)
                AddPiece();
            var part = bytes[..Math.Min(bytes.Length, PieceSize - at)];
            part.CopyTo(_pieces[^1].AsSpan(at));
            Length += part.Length;
            bytes = bytes[part.Length..];
        }
    }

    /// <summary>Copies what there is from a position on.</summary>
    /// <returns>How many bytes.</returns>
    public int CopyTo(Span<byte> to, long from)
    {
        var copied = 0;
        while (copied < to.Length && from < Length)
        {
            var at = (int)(from % PieceSize);
            var count = (int)Math.Min(Math.Min(PieceSize - at, Length - from), to.Length - copied);
            _pieces[(int)(from / PieceSize)].AsSpan(at, count).CopyTo(to[copied..]);
            copied += count;
            from += count;
        }

        return copied;
    }

    public void Dispose()
    {
        foreach (var piece in _pieces)
            ArrayPool<byte>.Shared.Return(piece);
        _pieces.Clear();
        Length = 0;
        _share.Dispose();
    }

    // Twice: what reads the clip makes one piece of it.
    private void AddPiece()
    {
        _share.Take(2 * PieceSize);
        _pieces.Add(ArrayPool<byte>.Shared.Rent(PieceSize));
    }
}
