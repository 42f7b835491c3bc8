namespace MsMclr.MLNet.Trainers.Training.Clips;

/// <summary>Makes the next batch while the current one trains, in whatever order of clips an epoch has.</summary>
internal static class BatchesAhead
{
    /// <summary>The clips of an epoch, shuffled: a function of seed and epoch alone.</summary>
    public static int[] Order(int clips, long seed, int epoch)
    {
        var order = Enumerable.Range(0, clips).ToArray();
        new Random(OrderSeed(seed, epoch)).Shuffle(order);
        return order;
    }

    /// <summary>
    /// What <paramref name="fill"/> makes of each step. One step is filled while the one before it is used, so it needs two batches to
    /// write to in turn.
    /// </summary>
    public static IEnumerable<T> Of<T>(int firstStep, int steps, Func<int, T> fill)
    {
        if (firstStep >= steps)
            yield break;
        var next = Task.Run(() => fill(firstStep));
        try
        {
            for (var step = firstStep; step < steps; step++)
            {
                var ready = next.GetAwaiter().GetResult();
                var following = step + 1;
                if (following < steps)
                    next = Task.Run(() => fill(following));
                yield return ready;
            }
        }
        finally
        {
            Task.WaitAny(next); // Whoever leaves early may close the store next.
        }
    }

    // Not System.HashCode, which differs from process to process.
    private static int OrderSeed(long seed, int epoch)
    {
        var mixed = ((ulong)seed * 0x9e3779b97f4a7c15) + ((ulong)epoch * 0xbf58476d1ce4e5b9);
        return (int)(mixed >> 32);
    }
}
