using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MsMclr.MLNet.Loaders.Text;

namespace MsMclr.MLNet.Loaders.Formats.Npy;

/// <summary>
/// The header of a <c>.npy</c> file: element type, shape, and where the values begin. C order and little-endian only; never pickled
/// objects.
/// </summary>
internal sealed partial record NpyHeader(string Type, int ItemSize, long[] Shape, long DataOffset)
{
    private const int MaxHeader = 1 << 16;

    /// <summary>Gets how many values the shape has.</summary>
    public long Count => Shape.Aggregate(1L, (product, size) => checked(product * size));

    public static NpyHeader Read(Stream stream, Func<string, SkeletonFileException> bad)
    {
        Span<byte> start = stackalloc byte[12];
        var read = stream.ReadAtLeast(start[..10], 10, throwOnEndOfStream: false);
        if (read < 10 || start[0] != 0x93 || !start[1..6].SequenceEqual("NUMPY"u8))
            throw bad("the file does not begin as .npy files do (0x93 'NUMPY')");
        int length = BinaryPrimitives.ReadUInt16LittleEndian(start[8..]);
        var offset = 10;
        if (start[6] >= 2)
        {
            if (stream.ReadAtLeast(start[10..], 2, throwOnEndOfStream: false) < 2)
                throw bad("the file ends in its header");
            length = (int)Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(start[8..]), MaxHeader + 1);
            offset = 12;
        }

        if (length > MaxHeader)
            throw bad($"its header is longer than {MaxHeader} bytes");
        var bytes = new byte[length];
        if (stream.ReadAtLeast(bytes, length, throwOnEndOfStream: false) < length)
            throw bad("the file ends in its header");
        return Parse(Encoding.Latin1.GetString(bytes), offset + length, bad);
    }

    private static NpyHeader Parse(string text, int offset, Func<string, SkeletonFileException> bad)
    {
        var type = TypeEntry().Match(text);
        if (!type.Success)
        {
            throw bad(
                "its element type is none of float16, float32, float64 and whole numbers, little-endian; "
                + "save it with array.astype('<f4'). Pickled objects are never read");
        }

        if (!OrderEntry().IsMatch(text))
            throw bad("it is not in C order; save it with numpy.ascontiguousarray(array)");
        var shape = ShapeEntry().Match(text);
        if (!shape.Success)
            throw bad("its header has no shape");
        var name = type.Groups[1].Value;
        var sizes = shape.Groups[1].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var header = new NpyHeader(name, ItemSize: name[1] - '0', [.. sizes.Select(Size)], offset);
        try
        {
            _ = checked(header.Count * header.ItemSize);
        }
        catch (OverflowException)
        {
            throw bad("its shape is beyond any file's size");
        }

        return header;

        long Size(string text)
        {
            if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size))
                throw bad($"'{TextLines.Shown(text)}' in its shape is not a size");
            return size;
        }
    }

    [GeneratedRegex(@"'descr':\s*'[<|=]?(f[248]|[iu][1248])'", RegexOptions.NonBacktracking)]
    private static partial Regex TypeEntry();

    [GeneratedRegex(@"'fortran_order':\s*False", RegexOptions.NonBacktracking)]
    private static partial Regex OrderEntry();

    [GeneratedRegex(@"'shape':\s*\(([^)]*)\)", RegexOptions.NonBacktracking)]
    private static partial Regex ShapeEntry();
}
