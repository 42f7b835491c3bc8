using System.Numerics;

namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>
/// Converts floats to bfloat16 and back. A bfloat16 is the upper half of a float: its sign, its exponent and 7 bits of its mantissa.
/// Rounding is to the nearest, ties to even, as in IEEE 754. <c>BFloat16KernelsTests</c> compares with it value by value.
/// </summary>
internal static unsafe class BFloat16Kernels
{
    private const uint QuietNaN = 0x7FC0_0000;

    /// <summary>Rounds <paramref name="values"/> to what 16 bits hold, in place, and keeps those.</summary>
    public static void Round(float* values, ushort* kept, long length)
    {
        long i = 0;
        for (var w = Vector<float>.Count; i + (2 * w) <= length; i += 2 * w)
        {
            var low = Rounded(*(Vector<float>*)(values + i));
            var high = Rounded(*(Vector<float>*)(values + i + w));
            var narrow = Vector.Narrow(Vector.ShiftRightLogical(low, 16), Vector.ShiftRightLogical(high, 16));
            *(Vector<uint>*)(values + i) = low;
            *(Vector<uint>*)(values + i + w) = high;
            *(Vector<ushort>*)(kept + i) = narrow;
        }

        for (; i < length; i++)
        {
            var bits = Rounded(new Vector<float>(values[i]))[0];
            values[i] = BitConverter.UInt32BitsToSingle(bits);
            kept[i] = (ushort)(bits >> 16);
        }
    }

    /// <summary>Makes floats of kept values, which is exact.</summary>
    public static void Widen(ushort* kept, float* values, long length)
    {
        long i = 0;
        for (var w = Vector<float>.Count; i + (2 * w) <= length; i += 2 * w)
        {
            Vector.Widen(*(Vector<ushort>*)(kept + i), out var low, out var high);
            *(Vector<uint>*)(values + i) = Vector.ShiftLeft(low, 16);
            *(Vector<uint>*)(values + i + w) = Vector.ShiftLeft(high, 16);
        }

        for (; i < length; i++)
            values[i] = BitConverter.UInt32BitsToSingle((uint)kept[i] << 16);
    }

    // Half of the last kept bit is added, less one where the kept part is even. The carry of a rounded-up mantissa goes into the exponent,
    // as it should. That of a NaN would end in 0.
    private static Vector<uint> Rounded(Vector<float> values)
    {
        var bits = Vector.AsVectorUInt32(values);
        var odd = Vector.ShiftRightLogical(bits, 16) & Vector<uint>.One;
        var rounded = (bits + odd + new Vector<uint>(0x7FFF)) & new Vector<uint>(0xFFFF_0000);
        return Vector.ConditionalSelect(Vector.AsVectorUInt32(Vector.Equals(values, values)), rounded, new Vector<uint>(QuietNaN));
    }
}
