using System.Numerics;
using System.Runtime.CompilerServices;

namespace MsMclr.MLNet.Loaders.Contract;

/// <summary>Finds NaN and Infinity in many values at once.</summary>
internal static class FiniteValues
{
    /// <summary>Whether every value is a finite number.</summary>
    /// <remarks>
    /// Zero times a finite number is zero. Zero times anything else is NaN, and stays NaN in the sum. Optimized at once: until then
    /// vectors are slower than none.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool AreAll(ReadOnlySpan<float> values)
    {
        var sum = Vector<float>.Zero;
        for (; values.Length >= Vector<float>.Count; values = values[Vector<float>.Count..])
            sum += new Vector<float>(values) * Vector<float>.Zero;
        var rest = Vector.Sum(sum);
        foreach (var value in values)
            rest += value * 0;
        return !float.IsNaN(rest);
    }
}
