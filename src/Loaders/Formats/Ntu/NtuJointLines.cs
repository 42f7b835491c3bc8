using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MsMclr.MLNet.Loaders.Formats.Ntu;

/// <summary>
/// The lines of joints as sensors write them, found and checked by masks of their spaces and ends; any other is left to the general way,
/// and reads the same.
/// </summary>
/// <remarks>Where the fields end comes from the mask, not from the number before: the three numbers don't wait for each other.</remarks>
internal static class NtuJointLines
{
    // Three blocks of 64 bytes: the longest line that is looked at.
    private const int Window = 192;

    /// <summary>Reads x, y, z of line after line, until the values are full or a line has to be read the general way.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="at">Where the first line begins; afterwards, where the first one begins that was not read.</param>
    /// <param name="values">Takes three values a line.</param>
    /// <returns>How many lines were read.</returns>
    /// <remarks>
    /// Optimized at once: until then each step with a vector is a call, and the first seconds of a pass took twice as long.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Read(ReadOnlySpan<byte> text, ref int at, Span<float> values)
    {
        // The byte before a line is read with its first number. No line of a joint is a text's first.
        if (at < 1 || !BitConverter.IsLittleEndian)
            return 0;
        ref var start = ref MemoryMarshal.GetReference(text);
        ref var masks = ref MemoryMarshal.GetArrayDataReference(NtuNumber.Masks);
        // Kept in a register, and written back once: the next line waits for nothing else.
        nint begin = at, last = text.Length - Window;
        var lines = 0;
        for (; values.Length >= 3 && begin <= last; lines++)
        {
            if (Read(ref Unsafe.Add(ref start, begin), ref masks, ref MemoryMarshal.GetReference(values)) is not (var length and > 0))
                break;
            values = values[3..];
            begin += length;
        }

        at = (int)begin;
        return lines;
    }

    // How many bytes the line takes; 0 where it is not twelve fields of which the first three are plain numbers
    // and the last is no zero. Reads the byte before the
    // line and the window, nothing else: a number begins in the first block or at most two bytes behind it, and 16 bytes are read of it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Read(ref byte line, ref byte masks, ref float position)
    {
        var block = Vector512.LoadUnsafe(ref line);
        var spaces = Places(block, (byte)' ');
        var first = spaces;
        var ends = 0UL;
        var count = 0;
        nint end = 0;
        while ((ends = Places(block, (byte)'\n')) == 0)
        {
            count += BitOperations.PopCount(spaces);
            if ((end += 64) == Window)
                return 0;
            block = Vector512.LoadUnsafe(ref line, (nuint)end);
            spaces = Places(block, (byte)' ');
        }

        end += BitOperations.TrailingZeroCount(ends);
        count += BitOperations.PopCount(spaces & (ends ^ (ends - 1)));
        // Eleven spaces are eleven bytes: both bytes before the end are the line's.
        if (count != 11 || IsOdd(ref Unsafe.Add(ref line, end)))
            return 0;
        var one = (nint)ulong.TrailingZeroCount(first);
        first &= first - 1;
        var two = (nint)ulong.TrailingZeroCount(first);
        first &= first - 1;
        var three = (nint)ulong.TrailingZeroCount(first);
        // From the byte before each number's first digit: its minus, or what separates it from what was before.
        var x = (line == '-' ? 1 : 0) - (nint)1;
        var y = one + (Unsafe.Add(ref line, one + 1) == '-' ? 1 : 0);
        var z = two + (Unsafe.Add(ref line, two + 1) == '-' ? 1 : 0);
        // No length is negative or beyond the masks. Where the first block does not show an end, the length comes out too long for a
        // number:
        // three numbers of 16 bytes end before byte 64.
        if ((nuint)((one - x) | (two - y) | (three - z)) >= NtuNumber.Lengths)
            return 0;
        var digitsOfX = Number(ref Unsafe.Add(ref line, x), ref masks, one - x, out position);
        var digitsOfY = Number(ref Unsafe.Add(ref line, y), ref masks, two - y, out Unsafe.Add(ref position, 1));
        var digitsOfZ = Number(ref Unsafe.Add(ref line, z), ref masks, three - z, out Unsafe.Add(ref position, 2));
        return NtuNumber.Are(digitsOfX, digitsOfY, digitsOfZ) ? end + 1 : 0;
    }

    // Whether the line ends with a space, or with the state of a joint that was not tracked. Other states are above the zero.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsOdd(ref byte end)
    {
        ref var last = ref Unsafe.Add(ref end, Unsafe.Add(ref end, -1) == '\r' ? -2 : -1);
        return last <= '0' && (last == ' ' || (last == '0' && Unsafe.Add(ref last, -1) == ' '));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Number(ref byte before, ref byte masks, nint length, out float value)
        => NtuNumber.Read(ref before, ref Unsafe.Add(ref masks, length * NtuNumber.Bytes), out value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Places(Vector512<byte> block, byte what)
        => Vector512.Equals(block, Vector512.Create(what)).ExtractMostSignificantBits();
}
