using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace MsMclr.MLNet.Transforms.Encoders.Files;

/// <summary>How a weight file stores a number, little-endian.</summary>
/// <param name="Name">The type's name in PyTorch, for messages.</param>
/// <param name="Size">Bytes a number.</param>
internal readonly record struct ElementType(string Name, int Size)
{
    public static readonly ElementType Float64 = new("float64", 8);
    public static readonly ElementType Float32 = new("float32", 4);
    public static readonly ElementType Float16 = new("float16", 2);
    public static readonly ElementType BFloat16 = new("bfloat16", 2);

    /// <summary>Whether it can hold weights.</summary>
    public bool IsFloatingPoint => this == Float64 || this == Float32 || this == Float16 || this == BFloat16;

    /// <summary>The numbers as float32; <paramref name="bytes"/> may begin at any address.</summary>
    public float[] ToSingles(ReadOnlySpan<byte> bytes)
    {
        var values = new float[bytes.Length / Size];
        if (this == Float32)
            bytes.CopyTo(MemoryMarshal.AsBytes(values.AsSpan()));
        else if (this == Float64)
            TensorPrimitives.ConvertTruncating(MemoryMarshal.Cast<byte, double>(bytes), values);
        else if (this == Float16)
            TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(bytes), values);
        else if (this == BFloat16)
            FromUpperHalves(MemoryMarshal.Cast<byte, ushort>(bytes), values);
        else
            throw new InvalidOperationException($"{Name} holds no weights.");
        return values;
    }

    // bfloat16 is float32 without its lower 16 bits.
    private static void FromUpperHalves(ReadOnlySpan<ushort> halves, Span<float> values)
    {
        for (var i = 0; i < halves.Length; i++)
            values[i] = BitConverter.UInt32BitsToSingle((uint)halves[i] << 16);
    }
}
