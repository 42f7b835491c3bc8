using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MsMclr.MLNet;

/// <summary>The line of a joint as sensors write it, found and checked in one pass over its bytes; any other goes the general way and reads the same.</summary>
/// <remarks>
/// Where the fields end comes from a mask of the spaces, not from the number before: the three numbers don't wait for each other.
/// </remarks>
internal static class NtuJointLine
{
    // Three blocks of 64 bytes: the longest line that is looked at.
    private const int Window = 192;

    private static ReadOnlySpan<ulong> Tens => [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];

    private static ReadOnlySpan<double> Scales => [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12];

    /// <summary>Reads x, y, z of a line of twelve fields and says how many bytes the line takes; 0 where it has to be read the general way.</summary>
    public static int Read(ReadOnlySpan<byte> text, Span<float> position)
    {
        if (text.Length < Window || position.Length < 3 || !BitConverter.IsLittleEndian)
            return 0;
        ref var start = ref MemoryMarshal.GetReference(text);
        var block = Vector512.LoadUnsafe(ref start);
        var spaces = Places(block, (byte)' ');
        var (first, ends, fields, at) = (spaces, 0UL, 0, 0);
        while ((ends = Places(block, (byte)'\n')) == 0)
        {
            fields += BitOperations.PopCount(spaces);
            if ((at += 64) == Window)
                return 0;
            block = Vector512.LoadUnsafe(ref start, (nuint)at);
            spaces = Places(block, (byte)' ');
        }

        var before = BitOperations.TrailingZeroCount(ends);
        var end = at + before;
        fields += BitOperations.PopCount(spaces & ((1UL << before) - 1));
        if (fields != 11 || end < 23 || text[end - 1] == ' ' || (text[end - 1] == '\r' && text[end - 2] == ' '))
            return 0;
        var one = BitOperations.TrailingZeroCount(first);
        first &= first - 1;
        var two = BitOperations.TrailingZeroCount(first);
        first &= first - 1;
        var three = BitOperations.TrailingZeroCount(first);
        if (three == 64)
            return 0;
        var fits = Number(ref start, 0, one, out position[0]) & Number(ref start, one + 1, two, out position[1]) & Number(ref start, two + 1, three, out position[2]);
        return fits ? end + 1 : 0;
    }

    // [-]d.d to [-]d.dddddddddddd, of which few have more than eight. Both halves and the power of ten are exact, so that one division rounds correctly (Clinger 1990).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Number(ref byte text, int start, int end, out float value)
    {
        var negative = Unsafe.Add(ref text, start) == '-' ? 1 : 0;
        start += negative;
        var digits = end - start - 2;
        var whole = (uint)(Unsafe.Add(ref text, start) - '0');
        if ((uint)(digits - 1) > 11 || whole > 9 || Unsafe.Add(ref text, start + 1) != '.')
        {
            value = 0;
            return false;
        }

        var values = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref text, start + 2)) ^ 0x3030303030303030;
        // What follows the digits is pushed out; zeros take the place in front.
        var head = Math.Min(digits, 8);
        values <<= 64 - (8 * head);
        var others = ((values + 0x7676767676767676) | values) & 0x8080808080808080;
        values = (values * 10) + (values >> 8);
        values = (((values & 0x000000FF000000FF) * 0x000F424000000064) + (((values >> 16) & 0x000000FF000000FF) * 0x0000271000000001)) >> 32;
        var mantissa = (whole * Tens[head]) + (uint)values;
        for (; head < digits; head++)
        {
            var digit = (uint)(Unsafe.Add(ref text, start + 2 + head) - '0');
            others |= digit > 9 ? 1UL : 0;
            mantissa = (mantissa * 10) + digit;
        }

        var magnitude = (float)((long)mantissa / Scales[digits]);
        value = BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(magnitude) | ((uint)negative << 31));
        return others == 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Places(Vector512<byte> block, byte what) => Vector512.Equals(block, Vector512.Create(what)).ExtractMostSignificantBits();
}
