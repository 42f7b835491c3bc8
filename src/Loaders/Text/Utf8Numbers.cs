using System.Buffers.Binary;
using System.Buffers.Text;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace MsMclr.MLNet.Loaders.Text;

/// <summary>Numbers in text, fast: what sensors write (up to 19 digits, small exponents) without a general parser.</summary>
internal static class Utf8Numbers
{
    private static ReadOnlySpan<double> PowersOfTen =>
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
        1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    /// <summary>Parses a number from the start of a text and says how many bytes it took.</summary>
    /// <remarks>The value is that of the nearest double, like Python's and .NET's own parsers: a mantissa below 2^53 times or over an
    /// exact power of ten is one correctly rounded operation (Clinger 1990); anything else goes to the general parser.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryParse(ReadOnlySpan<byte> text, out double value, out int length)
    {
        // Signs are as good as random: a branch on one would be mispredicted half the time.
        var negative = text.Length > 0 && text[0] == '-' ? 1 : 0;
        var i = negative;
        ulong mantissa = 0;
        var start = i;
        for (uint digit; i < text.Length && (digit = (uint)(text[i] - '0')) <= 9; i++)
            mantissa = (mantissa * 10) + digit;
        var digits = i - start;
        var scale = 0;
        if (i < text.Length && text[i] == '.')
        {
            start = ++i;
            i += EightDigits(text[i..], ref mantissa);
            for (uint digit; i < text.Length && (digit = (uint)(text[i] - '0')) <= 9; i++)
                mantissa = (mantissa * 10) + digit;
            scale = i - start;
            digits += scale;
        }

        if (digits is > 0 and <= 19 && mantissa < 1UL << 53 && scale <= 22 && (i == text.Length || (text[i] | 0x20) != 'e'))
        {
            value = (long)mantissa / PowersOfTen[scale];
            value = BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(value) ^ ((long)negative << 63));
            length = i;
            return true;
        }

        return General(text, out value, out length);
    }

    // Up to eight digits at once, in the bytes of one integer (Lemire 2018; "quickly parsing eight digits"). Says how many there were.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int EightDigits(ReadOnlySpan<byte> text, ref ulong mantissa)
    {
        if (text.Length < 8 || !BitConverter.IsLittleEndian)
            return 0;
        var values = BinaryPrimitives.ReadUInt64LittleEndian(text) ^ 0x3030303030303030;
        var others = ((values + 0x7676767676767676) | values) & 0x8080808080808080;
        var digits = BitOperations.TrailingZeroCount(others) / 8;
        if (digits == 0)
            return 0;
        // What follows the digits is pushed out; zeros take the place in front.
        values <<= 64 - (8 * digits);
        values = (values * 10) + (values >> 8);
        var evenPairs = (values & 0x000000FF000000FF) * 0x000F424000000064;
        var oddPairs = ((values >> 16) & 0x000000FF000000FF) * 0x0000271000000001;
        values = (evenPairs + oddPairs) >> 32;
        mantissa = (mantissa * Tens[digits]) + (uint)values;
        return digits;
    }

    private static ReadOnlySpan<uint> Tens => [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];

    // Utf8Parser overflows to infinity instead of failing; callers check that values are finite.
    private static bool General(ReadOnlySpan<byte> text, out double value, out int length)
        => Utf8Parser.TryParse(text, out value, out length);
}
