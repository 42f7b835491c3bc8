namespace MsMclr.MLNet.Interop;

/// <summary>
/// SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014): turns a counter, or any key, into
/// 64 bits that look random. What it gives is a function of what it is given, so draws do not depend on the draws before them.
/// </summary>
internal static class SplitMix64
{
    /// <summary>How far a counter steps on: 2^64 divided by the golden ratio, made odd.</summary>
    public const ulong Increment = 0x9E3779B97F4A7C15;

    /// <summary>Steps a counter on and gives its 64 bits.</summary>
    public static ulong Next(ref ulong state) => Mix(state += Increment);

    /// <summary>64 bits of a key. Different keys give different ones.</summary>
    public static ulong Mix(ulong key)
    {
        var product = Multiply(key);
        return product ^ (product >> 31);
    }

    /// <summary>The upper 32 bits before the last step of <see cref="Mix"/>, for those who need no more.</summary>
    public static uint Upper(ulong key) => (uint)(Multiply(key) >> 32);

    private static ulong Multiply(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        return (z ^ (z >> 27)) * 0x94D049BB133111EB;
    }
}
