using System.Collections.Immutable;

namespace MsMclr.MLNet.Transforms.RandomConvolutions;

/// <summary>
/// Where a kernel of nine weights has its three weights of 2; the other six are -1, so that the sum of all is 0.
/// </summary>
internal readonly record struct KernelPositions(int First, int Second, int Third)
{
    /// <summary>The length of a kernel.</summary>
    public const int Length = 9;

    /// <summary>The taps on each side of the middle.</summary>
    public const int Reach = Length / 2;

    /// <summary>All 84 kernels, in lexical order.</summary>
    public static ImmutableArray<KernelPositions> All { get; } = [.. Enumerate()];

    private static IEnumerable<KernelPositions> Enumerate()
    {
        for (var first = 0; first < Length; first++)
        {
            for (var second = first + 1; second < Length; second++)
            {
                for (var third = second + 1; third < Length; third++)
                    yield return new KernelPositions(first, second, third);
            }
        }
    }
}
