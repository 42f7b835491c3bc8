using System.Runtime.InteropServices;

namespace MsMclr.MLNet.Trainers.Ranks;

/// <summary>What ranks tell one another beside sums, made of <see cref="Communicator.Exchange"/>.</summary>
internal static class RankMessages
{
    /// <summary>Whether it is so on any rank.</summary>
    public static bool Any(this Communicator ranks, bool here, string what)
    {
        Span<byte> mine = [here ? (byte)1 : (byte)0];
        Span<byte> theirs = [0];
        for (var distance = 1; distance < ranks.Size; distance *= 2)
        {
            ranks.Exchange(ranks.Rank ^ distance, mine, theirs, what);
            mine[0] |= theirs[0];
        }

        return mine[0] != 0;
    }

    /// <summary>Puts the values of all ranks side by side, in their order.</summary>
    /// <param name="ranks">The ranks.</param>
    /// <param name="mine">This rank's values, as many as every rank's.</param>
    /// <param name="what">What they are.</param>
    public static float[] Gather(this Communicator ranks, ReadOnlySpan<float> mine, string what)
    {
        var length = mine.Length;
        var all = new float[length * ranks.Size];
        mine.CopyTo(all.AsSpan(ranks.Rank * length));
        for (var distance = 1; distance < ranks.Size; distance *= 2)
        {
            // Each of two neighbors has the values of a run of ranks.
            var partner = ranks.Rank ^ distance;
            var here = all.AsSpan((ranks.Rank & ~(distance - 1)) * length, distance * length);
            var there = all.AsSpan((partner & ~(distance - 1)) * length, distance * length);
            ranks.Exchange(partner, MemoryMarshal.AsBytes(here), MemoryMarshal.AsBytes(there), what);
        }

        return all;
    }

    /// <summary>Gives every rank what rank 0 has.</summary>
    /// <param name="ranks">The ranks.</param>
    /// <param name="bytes">What rank 0 has; nobody looks at what others have.</param>
    /// <param name="what">What it is.</param>
    public static byte[] FromFirst(this Communicator ranks, byte[] bytes, string what)
    {
        if (ranks.Size == 1)
            return bytes;
        Span<long> length = [bytes.LongLength];
        HandOn(ranks, MemoryMarshal.AsBytes(length), what);
        var all = ranks.Rank == 0 ? bytes : new byte[length[0]];
        HandOn(ranks, all, what);
        return all;
    }

    /// <summary>Gives every rank the number that rank 0 has.</summary>
    public static long FromFirst(this Communicator ranks, long number, string what)
    {
        Span<long> value = [number];
        HandOn(ranks, MemoryMarshal.AsBytes(value), what);
        return value[0];
    }

    // The ranks that know it double with each exchange.
    private static void HandOn(Communicator ranks, Span<byte> bytes, string what)
    {
        for (var distance = 1; distance < ranks.Size; distance *= 2)
        {
            if (ranks.Rank < distance)
                ranks.Exchange(ranks.Rank + distance, bytes, [], what);
            else if (ranks.Rank < 2 * distance)
                ranks.Exchange(ranks.Rank - distance, [], bytes, what);
        }
    }
}
