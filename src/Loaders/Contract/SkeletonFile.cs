using System.Buffers;
using Microsoft.ML.Data;
using MsMclr.MLNet.Loaders.Contract;

namespace MsMclr.MLNet;

/// <summary>A file that is being read: its name, its bytes, and errors that say where in it something is wrong.</summary>
public sealed class SkeletonFile
{
    private readonly IMultiStreamSource _source;
    private readonly int _index;
    private readonly SkeletonLimits _limits;
    private readonly int? _shuffleSeed;
    private byte[]? _rented;
    private int _length;

    internal SkeletonFile(IMultiStreamSource source, int index, SkeletonLimits limits, int? shuffleSeed = null)
    {
        (_source, _index, _limits, _shuffleSeed) = (source, index, limits, shuffleSeed);
        Path = source.GetPathOrNull(index);
    }

    /// <summary>The path, or null where the bytes come from elsewhere.</summary>
    public string? Path { get; }

    /// <summary>The name without folder and extension; <c>stream-N</c> where there is no path.</summary>
    public string Name => Path is null ? $"stream-{_index}" : System.IO.Path.GetFileNameWithoutExtension(Path);

    private string Place => Path ?? Name;

    /// <summary>All bytes of the file, read once and lent until the file has been read to its end.</summary>
    /// <returns>The bytes.</returns>
    /// <exception cref="SkeletonFileException">The file is larger than the loader's <c>MaxFileBytes</c>.</exception>
    public ReadOnlySpan<byte> ReadAll()
    {
        if (_rented is null)
            Fill();
        return _rented.AsSpan(0, _length);
    }

    /// <summary>Opens the file for formats that read piece by piece; the caller disposes the stream.</summary>
    /// <returns>The stream.</returns>
    public Stream Open() => _source.Open(_index);

    /// <summary>In which order to read clips that can be read in any: 0 to <paramref name="count"/> - 1, shuffled in a shuffled pass.</summary>
    /// <param name="count">How many clips the file has.</param>
    /// <returns>Each number once.</returns>
    public IEnumerable<int> Order(int count)
    {
        if (_shuffleSeed is not { } seed)
            return Enumerable.Range(0, count);
        var order = Enumerable.Range(0, count).ToArray();
        new Random(seed ^ _index).Shuffle(order);
        return order;
    }

    /// <summary>The exception for something wrong in this file.</summary>
    /// <param name="line">The line, 1-based; 0 where lines mean nothing.</param>
    /// <param name="reason">What was found, what was expected, and what to do.</param>
    /// <returns>The exception, to be thrown.</returns>
    public SkeletonFileException Bad(long line, string reason) => new(Place, line, reason);

    /// <summary>Another file that belongs to this one, under the same limits; the caller releases it.</summary>
    internal SkeletonFile Beside(string path) => new(new MultiFileSource(path), 0, _limits);

    internal SkeletonFileException Bad(string reason, Exception inner) => new(Place, 0, reason, inner);

    /// <summary>The line that a byte of <see cref="ReadAll"/> is in, 1-based.</summary>
    /// <param name="offset">Where the byte is.</param>
    /// <returns>The line.</returns>
    public long LineAt(long offset) => 1 + ReadAll()[..(int)Math.Clamp(offset, 0, _length)].Count((byte)'\n');

    internal void Release()
    {
        if (_rented is { } array)
            ArrayPool<byte>.Shared.Return(array);
        _rented = null;
    }

    // The stream's length is a hint: what counts is what can be read, up to the limit.
    private void Fill()
    {
        using var stream = Open();
        var buffer = ArrayPool<byte>.Shared.Rent(stream.CanSeek ? (int)Math.Clamp(stream.Length + 1, 256, Math.Min(_limits.MaxFileBytes, Array.MaxLength - 1) + 1) : 1 << 16);
        try
        {
            var length = 0;
            for (int read; (read = stream.Read(buffer, length, buffer.Length - length)) > 0;)
            {
                length += read;
                if (length > _limits.MaxFileBytes)
                    throw Bad(0, $"the file is larger than {_limits.MaxFileBytes} bytes, the loader's limit; raise MaxFileBytes if it is meant to be");
                if (length == buffer.Length)
                    Grow(ref buffer);
            }

            (_rented, _length) = (buffer, length);
            buffer = null;
        }
        finally
        {
            if (buffer is not null)
                ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void Grow(ref byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(2L * buffer.Length, Array.MaxLength));
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }
}
