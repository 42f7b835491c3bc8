namespace MsMclr.MLNet.Loaders.View;

/// <summary>Where clips come from: files, or a generator. A source can be read any number of times, by several readers at once.</summary>
internal abstract class ClipSource
{
    /// <summary>Gets how many clips there are, or null where only reading tells.</summary>
    public abstract long? Count { get; }

    /// <summary>Starts a pass.</summary>
    /// <param name="withValues">Whether frames are wanted; without them a source may spare itself the reading.</param>
    /// <param name="random">Gives the order of a shuffled pass; null keeps the source's order.</param>
    public abstract ClipFeed Open(bool withValues, Random? random);

    /// <summary>The numbers 0 to <paramref name="count"/> - 1, in order or shuffled.</summary>
    protected static int[] Order(int count, Random? random)
    {
        var order = new int[count];
        for (var i = 0; i < count; i++)
            order[i] = i;
        random?.Shuffle(order);
        return order;
    }
}
