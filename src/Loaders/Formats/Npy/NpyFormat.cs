using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;

namespace MsMclr.MLNet.Loaders.Formats.Npy;

/// <summary>
/// A NumPy array of clips. One clip at a time is read from its place in the file, so the array may be larger than memory. Positional
/// reads rather than a memory map: as fast (<c>bench -- load</c>: load.npy.position), and a file that shrinks under them is an exception,
/// not the end of the process.
/// </summary>
internal sealed class NpyFormat(NpySkeletonOptions options) : ISkeletonFormat
{
    private readonly NpySkeletonOptions _options = options.Checked();

    public string Name => "NumPy .npy";

    public SkeletonLayout Layout => _options.Layout!;

    public int Channels => _options.Channels;

    public int Coordinates => _options.HasScore ? Channels - 1 : Channels;

    public int Bodies => _options.Bodies;

    public ClipFields Fields => _options.FrameRate > 0 ? ClipFields.FrameRate : ClipFields.None;

    public ImmutableArray<string> Actions { get; } = options.LabelsFile is null ? [] : [.. options.Actions];

    public bool Accepts(string fileName) => fileName.EndsWith(".npy", StringComparison.OrdinalIgnoreCase);

    public ClipInfo? Describe(string name) => null;

    public IEnumerable<ClipInfo> Read(SkeletonFile file, SkeletonClipBuilder clip)
    {
        using var stream = Seekable(file);
        var header = NpyHeader.Read(stream, reason => file.Bad(0, reason));
        var shape = Shape(file, header, stream.Length);
        var copied = new NpyClip(_options, header, shape);
        var labels = _options.LabelsFile is { } path ? NpyLabels.Read(path, header.Shape[0], _options) : null;
        var values = header.Count / Math.Max(1, header.Shape[0]);
        var bytes = ArrayPool<byte>.Shared.Rent(checked((int)(values * header.ItemSize)));
        try
        {
            foreach (var number in file.Order(checked((int)header.Shape[0])))
            {
                var length = (int)(values * header.ItemSize);
                stream.Position = header.DataOffset + ((long)number * length);
                if (stream.ReadAtLeast(bytes.AsSpan(0, length), length, throwOnEndOfStream: false) < length)
                    throw file.Bad(0, $"the file ends in clip {number}; it became shorter while it was read");
                copied.Copy(bytes.AsSpan(0, length), clip);
                yield return new ClipInfo
                {
                    Name = labels?[number].Name ?? string.Create(CultureInfo.InvariantCulture, $"{file.Name}_{number:000000}"),
                    Recording = file.Name,
                    Position = number,
                    Label = labels?[number].Label ?? 0,
                    FrameRate = _options.FrameRate,
                };
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private NpyShape Shape(SkeletonFile file, NpyHeader header, long length)
    {
        var shape = $"[{string.Join(", ", header.Shape)}]";
        var expected = NpyShape.Expected(_options.Axes, Channels, Layout.JointCount, Bodies);
        var found = NpyShape.Of(header.Shape, _options.Axes, Channels, Layout.JointCount, Bodies);
        if (found is null)
        {
            var others = Enum.GetValues<NpyAxes>()
                .Where(axes => NpyShape.Of(header.Shape, axes, Channels, Layout.JointCount, Bodies) is not null)
                .Select(axes => $"; it is one of Axes = {axes}");
            throw file.Bad(
                0,
                $"its shape is {shape}; {expected} is expected ({Layout}, Channels, Bodies, Axes of the options){string.Concat(others)}");
        }

        if (found.Clips > int.MaxValue || header.ItemSize * found.Frames * found.Run * found.Runs > int.MaxValue / 2)
            throw file.Bad(0, $"its shape is {shape}; a clip of that size cannot be held in memory");
        var bytes = length - header.DataOffset;
        var needed = header.Count * header.ItemSize;
        if (bytes != needed)
        {
            throw file.Bad(
                0,
                $"it has {bytes} bytes of values where its shape {shape} needs {needed}; it is truncated or damaged");
        }

        return found;
    }

    private static Stream Seekable(SkeletonFile file)
    {
        var stream = file.Open();
        if (stream.CanSeek)
            return stream;
        stream.Dispose();
        return new MemoryStream(file.ReadAll().ToArray(), writable: false);
    }
}
