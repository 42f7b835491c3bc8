using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace MsMclr.MLNet.Loaders.Formats.Npy;

/// <summary>Values of an array, little-endian, of the type that its header states.</summary>
internal readonly ref struct NpyValues(NpyHeader header, ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>A value as a number.</summary>
    public double this[long index]
    {
        get
        {
            var at = _bytes.Slice(checked((int)(index * header.ItemSize)), header.ItemSize);
            return header.Type switch
            {
                "f4" => BinaryPrimitives.ReadSingleLittleEndian(at),
                "f8" => BinaryPrimitives.ReadDoubleLittleEndian(at),
                "f2" => (double)BinaryPrimitives.ReadHalfLittleEndian(at),
                "i8" => BinaryPrimitives.ReadInt64LittleEndian(at),
                "i4" => BinaryPrimitives.ReadInt32LittleEndian(at),
                "i2" => BinaryPrimitives.ReadInt16LittleEndian(at),
                "i1" => (sbyte)at[0],
                "u8" => BinaryPrimitives.ReadUInt64LittleEndian(at),
                "u4" => BinaryPrimitives.ReadUInt32LittleEndian(at),
                "u2" => BinaryPrimitives.ReadUInt16LittleEndian(at),
                _ => at[0],
            };
        }
    }

    /// <summary>Copies the first values as floats.</summary>
    public void CopyTo(Span<float> values)
    {
        // The two types that clips are kept in, without asking for each value which it is.
        if (BitConverter.IsLittleEndian && header.Type == "f4")
        {
            MemoryMarshal.Cast<byte, float>(_bytes)[..values.Length].CopyTo(values);
        }
        else if (BitConverter.IsLittleEndian && header.Type == "f8")
        {
            var doubles = MemoryMarshal.Cast<byte, double>(_bytes);
            for (var i = 0; i < values.Length; i++)
                values[i] = (float)doubles[i];
        }
        else
        {
            for (var i = 0; i < values.Length; i++)
                values[i] = (float)this[i];
        }
    }
}
