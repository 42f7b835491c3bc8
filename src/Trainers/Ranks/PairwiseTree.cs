namespace MsMclr.MLNet.Trainers.Ranks;

/// <summary>
/// The order in which the sums of groups are added: neighbors first, then pairs of neighbors, and so on. It is that of
/// <see cref="RankSums"/>, which goes on with it from rank to rank.
/// </summary>
internal static class PairwiseTree
{
    /// <summary>Adds the sums of all groups to that of the first.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="add">Adds the second of two groups to the first.</param>
    public static void Fold(int count, Action<int, int> add)
    {
        for (var distance = 1; distance < count; distance *= 2)
        {
            for (var i = 0; i + distance < count; i += 2 * distance)
                add(i, i + distance);
        }
    }
}
