using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace MsMclr.MLNet.Tests;

/// <summary>A golden array: little-endian float32 <c>.npy</c> v1.0, C order, as the reference implementation wrote it.</summary>
public sealed partial record GoldenArray(int[] Shape, float[] Values)
{
    /// <summary>Reads <c>tests/TestKit/Golden/data/{file}</c>.</summary>
    public static GoldenArray Read(string file) => Parse(File.ReadAllBytes(GoldenData.PathOf(file)), file);

    private static GoldenArray Parse(byte[] bytes, string file)
    {
        var headerLength = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(8));
        var header = Encoding.ASCII.GetString(bytes, 10, headerLength);
        if (!header.Contains("'<f4'", StringComparison.Ordinal) || !header.Contains("'fortran_order': False", StringComparison.Ordinal))
            throw new InvalidDataException($"{file}: expected little-endian float32 in C order, got {header}");
        var sizes = Shapes().Match(header).Groups[1].Value;
        const StringSplitOptions Clean = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
        var shape = sizes.Split(',', Clean).Select(int.Parse).ToArray();
        var values = MemoryMarshal.Cast<byte, float>(bytes.AsSpan(10 + headerLength)).ToArray();
        if (values.Length != shape.Aggregate(1, (product, size) => product * size))
            throw new InvalidDataException($"{file}: the shape and the number of values differ.");
        return new GoldenArray(shape, values);
    }

    [GeneratedRegex(@"'shape': \(([^)]*)\)")]
    private static partial Regex Shapes();
}
