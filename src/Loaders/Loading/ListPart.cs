namespace MsMclr.MLNet.Loaders.Loading;

/// <summary>One of several equal parts of a list: neighbors stay together, and the parts one after the other are the list.</summary>
/// <param name="Number">Which, from 0.</param>
/// <param name="Count">How many there are.</param>
internal readonly record struct ListPart(int Number, int Count)
{
    public static ListPart All { get; } = new(0, 1);

    public bool IsFirst => Number == 0;

    /// <summary>The numbers of a list of so many that are in the part.</summary>
    public IEnumerable<int> Of(int length)
    {
        var first = (int)((long)length * Number / Count);
        var end = (int)((long)length * (Number + 1) / Count);
        return Enumerable.Range(first, end - first);
    }
}
