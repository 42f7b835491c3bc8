using System.Diagnostics.CodeAnalysis;
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
    private readonly Queue<SkeletonFileWarning> _warnings = new();
    private RentedBytes? _bytes;

    internal SkeletonFile(IMultiStreamSource source, int index, SkeletonLimits limits, int? shuffleSeed = null)
    {
        _source = source;
        _index = index;
        _limits = limits;
        _shuffleSeed = shuffleSeed;
        Path = source.GetPathOrNull(index);
    }

    /// <summary>Gets the path, or null where the bytes come from elsewhere.</summary>
    public string? Path { get; }

    /// <summary>Gets the name without folder and extension; <c>stream-N</c> where there is no path.</summary>
    public string Name => Path is null ? $"stream-{_index}" : System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>Gets the files that are one clip with this one, which is the first of them; null where it is alone.</summary>
    internal FrameFileGroup? Group { get; init; }

    /// <summary>Gets how many bodies the loader's options make room for; null where that is the format's to say.</summary>
    internal int? Bodies => _limits.Bodies;

    /// <summary>Gets the longest clip, in frames.</summary>
    internal int MaxFrames => _limits.MaxFrames;

    /// <summary>Gets the most bodies in a frame.</summary>
    internal int MaxBodies => _limits.MaxBodies;

    private string Place => Path ?? Name;

    /// <summary>Gets all bytes of the file, read once and lent until the file has been read to its end.</summary>
    /// <returns>The bytes.</returns>
    /// <exception cref="SkeletonFileException">The file is larger than the loader's <c>MaxFileBytes</c>.</exception>
    public ReadOnlySpan<byte> ReadAll()
    {
        if (_bytes is null)
        {
            using var stream = Open();
            _bytes = RentedBytes.Read(stream, _limits.MaxFileBytes);
        }

        if (_bytes is null)
        {
            throw Bad(
                0,
                $"the file is larger than {_limits.MaxFileBytes} bytes, the loader's limit; raise MaxFileBytes if it is meant to be");
        }

        return _bytes.Span;
    }

    /// <summary>The bytes of <see cref="ReadAll"/>, to be changed in place before they are parsed.</summary>
    internal Span<byte> Rewrite()
    {
        ReadAll();
        return _bytes!.Writable;
    }

    /// <summary>Opens the file for formats that read piece by piece; the caller disposes the stream.</summary>
    /// <returns>The stream.</returns>
    public Stream Open() => _source.Open(_index);

    /// <summary>
    /// Gets the order to read clips in that can be read in any order: 0 to <paramref name="count"/> - 1, shuffled in a shuffled pass.
    /// </summary>
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

    /// <summary>Creates the exception for something wrong in this file.</summary>
    /// <param name="line">The line, 1-based; 0 where lines mean nothing.</param>
    /// <param name="reason">What was found, what was expected, and what to do.</param>
    /// <returns>The exception, to be thrown.</returns>
    public SkeletonFileException Bad(long line, string reason) => new(Place, line, reason);

    /// <summary>Tells of something that is not as it should be and is read all the same. The loader logs it once.</summary>
    /// <param name="line">The line, 1-based; 0 where lines mean nothing.</param>
    /// <param name="reason">What was found, and what was made of it.</param>
    public void Warn(long line, string reason) => _warnings.Enqueue(new SkeletonFileWarning(Place, line, reason));

    /// <summary>Tells that a declared number differs from what follows: a warning, or an error where the loader's
    /// <c>OnCountMismatch</c> is <see cref="OnCountMismatch.Throw"/>.</summary>
    /// <param name="line">The line of the declared number, 1-based; 0 where lines mean nothing.</param>
    /// <param name="reason">Both numbers, and which of them was read.</param>
    /// <exception cref="SkeletonFileException">The loader's option asks for an error.</exception>
    public void WarnOfCount(long line, string reason)
    {
        if (_limits.OnCountMismatch == OnCountMismatch.Throw)
            throw Bad(line, $"{reason}; set OnCountMismatch to Warn to read it all the same");
        Warn(line, reason);
    }

    internal bool TryTakeWarning([NotNullWhen(true)] out SkeletonFileWarning? warning) => _warnings.TryDequeue(out warning);

    /// <summary>Another file that belongs to this one, under the same limits; the caller releases it.</summary>
    internal SkeletonFile Beside(string path) => new(new MultiFileSource(path), 0, _limits);

    /// <summary>Another file of the group; the caller releases it.</summary>
    internal SkeletonFile Of(FrameFileGroup group, int index) => new(group.Source, index, _limits);

    internal SkeletonFileException Bad(string reason, Exception inner) => new(Place, 0, reason, inner);

    /// <summary>Gets the line that a byte of <see cref="ReadAll"/> is in, 1-based.</summary>
    /// <param name="offset">Where the byte is.</param>
    /// <returns>The line.</returns>
    public long LineAt(long offset)
    {
        var text = ReadAll();
        var before = text[..(int)Math.Clamp(offset, 0, text.Length)];
        return 1 + before.Count((byte)'\n');
    }

    internal void Release()
    {
        _bytes?.Dispose();
        _bytes = null;
    }
}
