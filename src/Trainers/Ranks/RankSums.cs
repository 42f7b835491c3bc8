using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace MsMclr.MLNet.Trainers.Ranks;

/// <summary>
/// Sums over all ranks, in the order of <see cref="PairwiseTree"/>. Neighbors exchange their sums, and both add them. Each of the two
/// then has the sum of both, and goes on with the pair beside it.
/// </summary>
internal static class RankSums
{
    /// <summary>Combines the values of a lower rank and of a higher one to those of both.</summary>
    public delegate void Combination(ReadOnlySpan<double> lower, ReadOnlySpan<double> higher, Span<double> both);

    /// <summary>Replaces values by their sums over all ranks. Two numbers have one sum, whichever comes first.</summary>
    public static void Sum(this Communicator ranks, Span<float> values, string what)
    {
        if (ranks.Size == 1)
            return;
        var buffer = ArrayPool<float>.Shared.Rent(values.Length);
        var theirs = buffer.AsSpan(0, values.Length);
        for (var distance = 1; distance < ranks.Size; distance *= 2)
        {
            ranks.Exchange(ranks.Rank ^ distance, MemoryMarshal.AsBytes(values), MemoryMarshal.AsBytes(theirs), what);
            TensorPrimitives.Add(values, theirs, values);
        }

        ArrayPool<float>.Shared.Return(buffer);
    }

    /// <summary>Replaces values by a combination of all ranks'.</summary>
    public static void Combine(this Communicator ranks, Span<double> values, string what, Combination combine)
    {
        if (ranks.Size == 1)
            return;
        var buffer = ArrayPool<double>.Shared.Rent(2 * values.Length);
        var theirs = buffer.AsSpan(0, values.Length);
        var both = buffer.AsSpan(values.Length, values.Length);
        for (var distance = 1; distance < ranks.Size; distance *= 2)
        {
            ranks.Exchange(ranks.Rank ^ distance, MemoryMarshal.AsBytes(values), MemoryMarshal.AsBytes(theirs), what);
            if ((ranks.Rank & distance) == 0)
                combine(values, theirs, both);
            else
                combine(theirs, values, both);
            both.CopyTo(values);
        }

        ArrayPool<double>.Shared.Return(buffer);
    }
}
