using System.Buffers.Text;
using System.Runtime.CompilerServices;

namespace MsMclr.MLNet;

/// <summary>Numbers in text, fast: what sensors write (up to 19 digits, small exponents) without a general parser.</summary>
internal static class Utf8Numbers
{
    private static ReadOnlySpan<double> PowersOfTen => [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22];

    /// <summary>Parses a number from the start of a text and says how many bytes it took.</summary>
    /// <remarks>The value is that of the nearest double, like Python's and .NET's own parsers: a mantissa below 2^53 times or over an
    /// exact power of ten is one correctly rounded operation (Clinger 1990); anything else goes to the general parser.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryParse(ReadOnlySpan<byte> text, out double value, out int length)
    {
        var i = 0;
        var negative = false;
        if (text.Length > 0 && text[0] == '-')
        {
            negative = true;
            i = 1;
        }

        ulong mantissa = 0;
        var start = i;
        for (uint digit; i < text.Length && (digit = (uint)(text[i] - '0')) <= 9; i++)
            mantissa = (mantissa * 10) + digit;
        var digits = i - start;
        var scale = 0;
        if (i < text.Length && text[i] == '.')
        {
            start = ++i;
            for (uint digit; i < text.Length && (digit = (uint)(text[i] - '0')) <= 9; i++)
                mantissa = (mantissa * 10) + digit;
            scale = i - start;
            digits += scale;
        }

        if (digits is > 0 and <= 19 && mantissa < 1UL << 53 && scale <= 22 && (i == text.Length || (text[i] | 0x20) != 'e'))
        {
            value = mantissa / PowersOfTen[scale];
            value = negative ? -value : value;
            length = i;
            return true;
        }

        return General(text, out value, out length);
    }

    // Utf8Parser overflows to infinity instead of failing; callers check that values are finite.
    private static bool General(ReadOnlySpan<byte> text, out double value, out int length) => Utf8Parser.TryParse(text, out value, out length);
}
