using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MsMclr.MLNet.Loaders.Formats.Ntu;

/// <summary>
/// A number as sensors write meters, [-]d to [-]d.ddddddddddddd, read without a loop over its digits and without a branch on its form.
/// </summary>
/// <remarks>
/// It stands in 16 bytes: the one before its first digit, that digit, the point, 13 digits. Those beyond its end count as zeros, so that
/// every
/// number is a whole one below 10^14 over 10^13. Both are exact doubles, and one division rounds correctly (Clinger 1990).
/// </remarks>
internal static class NtuNumber
{
    /// <summary>The bytes that are loaded, from the one before the first digit.</summary>
    public const int Bytes = 16;

    /// <summary>Lengths, the byte before the first digit included, that there are rows for in <see cref="Masks"/>.</summary>
    public const int Lengths = 32;

    /// <summary>
    /// A row for each length: 255 for digits and point. A length that no number has lets the byte before through, which is never 0.
    /// </summary>
    public static readonly byte[] Masks = MasksByLength();

    /// <summary>Reads a number, and gives what <see cref="Are"/> then judges: for three numbers at once.</summary>
    /// <param name="before">The byte before the first digit: the minus, or a space or the end of a line.</param>
    /// <param name="mask">The row for the length.</param>
    /// <param name="value">Takes the value, which means nothing where <see cref="Are"/> is false.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Read(ref byte before, ref byte mask, out float value)
    {
        var text = Vector128.LoadUnsafe(ref before);
        var digits = (text - Vector128.Create(0x3030_3030_302E_3000, 0x3030_3030_3030_3030).AsByte()) & Vector128.LoadUnsafe(ref mask);
        // Neighbors become one number, of two digits, four, eight. In the first four the point takes a place: they are worth two digits.
        var twos = (digits.AsUInt16() * Vector128.Create((ushort)((10 << 8) + 1))) >>> 8;
        var fours = (twos.AsUInt32() * Vector128.Create((10u << 16) + 1, (100 << 16) + 1, (100 << 16) + 1, (100 << 16) + 1)) >>> 16;
        var weighted = (fours * Vector128.Create(10_000u, 1, 10_000, 1)).AsUInt64();
        var eights = (weighted + (weighted >>> 32)) & Vector128.Create((ulong)uint.MaxValue);
        var halves = Vector128.ConvertToDouble(eights.AsInt64()) * Vector128.Create(1e8, 1);
        var magnitude = (halves + Vector128.Shuffle(halves, Vector128.Create(1L, 0))) / Vector128.Create(1e13);
        // Signs are as good as random: no branch. Of what may stand before a number only the minus is odd.
        value = (float)(magnitude | (text.AsUInt64() << 63).AsDouble()).ToScalar();
        return digits;
    }

    /// <summary>Whether all three are numbers: no digit above nine, and a point where the point has to be.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Are(Vector128<byte> one, Vector128<byte> two, Vector128<byte> three)
    {
        var largest = Vector128.Max(Vector128.Max(one, two), three);
        return Vector128.LessThanOrEqualAll(largest, Vector128.Create(0x0909_0909_0900_0900, 0x0909_0909_0909_0909).AsByte());
    }

    private static byte[] MasksByLength()
    {
        var masks = new byte[Lengths * Bytes];
        for (var length = 0; length < Lengths; length++)
        {
            if (length is >= 2 and <= Bytes)
                masks.AsSpan((length * Bytes) + 1, length - 1).Fill(255);
            else
                masks[length * Bytes] = 255;
        }

        return masks;
    }
}
