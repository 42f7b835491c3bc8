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

    public int Bodies => _options.Bodies;

    public ClipFields Fields => _options.FrameRate > 0 ? ClipFields.FrameRate : ClipFields.None;

    public ImmutableArray<string> Actions { get; } = options.LabelsFile is null ? [] : [.. options.Actions];

    public bool Accepts(string fileName) => fileName.EndsWith(".npy", StringComparison.OrdinalIgnoreCase);

    public ClipInfo? Describe(string name) => null;

    public IEnumerable<ClipInfo> Read(SkeletonFile file, SkeletonClipBuilder clip)
    {
        using var stream = Seekable(file);
        var header = NpyHeader.Read(stream, reason => file.Bad(0, reason));
        CheckShape(file, header, stream.Length);
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
                Copy(header, bytes, clip);
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

    private void CheckShape(SkeletonFile file, NpyHeader header, long length)
    {
        var shape = $"[{string.Join(", ", header.Shape)}]";
        if (header.Shape is not [var clips, var channels, var frames, var joints, var bodies])
            throw file.Bad(0, $"its shape is {shape}; [N, C, T, V, M] is expected");
        if (channels != Channels || joints != Layout.JointCount || bodies != Bodies)
        {
            var expected = $"[N, {Channels}, T, {Layout.JointCount}, {Bodies}]";
            throw file.Bad(0, $"its shape is {shape}; {expected} is expected ({Layout}, Channels, Bodies of the options)");
        }

        if (clips > int.MaxValue || frames * header.ItemSize * channels * joints * bodies > int.MaxValue / 2)
            throw file.Bad(0, $"its shape is {shape}; a clip of that size cannot be held in memory");
        var found = length - header.DataOffset;
        var needed = header.Count * header.ItemSize;
        if (found != needed)
        {
            throw file.Bad(
                0,
                $"it has {found} bytes of values where its shape {shape} needs {needed}; it is truncated or damaged");
        }
    }

    private void Copy(NpyHeader header, ReadOnlySpan<byte> bytes, SkeletonClipBuilder clip)
    {
        var frames = (int)header.Shape[2];
        var joints = (int)header.Shape[3];
        var bodies = (int)header.Shape[4];
        var kept = _options.KeepPadding ? frames : LastFrame(header, bytes) + 1;
        var count = Channels * frames * joints * bodies;
        var values = ArrayPool<float>.Shared.Rent(count);
        var body = new float[joints * Channels];
        try
        {
            new NpyValues(header, bytes).CopyTo(values.AsSpan(0, count));
            for (var frame = 0; frame < kept; frame++)
            {
                clip.AddFrame();
                for (var number = 0; number < bodies; number++)
                {
                    for (var channel = 0; channel < Channels; channel++)
                    {
                        var row = values.AsSpan(((channel * frames) + frame) * joints * bodies, joints * bodies);
                        for (var joint = 0; joint < joints; joint++)
                            body[(joint * Channels) + channel] = row[(joint * bodies) + number];
                    }

                    if (body.AsSpan().ContainsAnyExcept(0f))
                        body.CopyTo(clip.AddBodyAt(number));
                }
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(values);
        }
    }

    private int LastFrame(NpyHeader header, ReadOnlySpan<byte> bytes)
    {
        var frames = (int)header.Shape[2];
        var row = (int)(header.Shape[3] * header.Shape[4] * header.ItemSize);
        for (var frame = frames - 1; frame >= 0; frame--)
        {
            for (var channel = 0; channel < Channels; channel++)
            {
                if (bytes.Slice(((channel * frames) + frame) * row, row).ContainsAnyExcept((byte)0))
                    return frame;
            }
        }

        return -1;
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
