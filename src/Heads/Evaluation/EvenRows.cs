namespace MsMclr.MLNet.Heads.Evaluation;

/// <summary>Chooses some of many rows, as far apart as can be. Nothing is drawn, so that the same rows are chosen every time.</summary>
internal static class EvenRows
{
    /// <summary>At most so many of the rows 0 to <paramref name="count"/> - 1, in ascending order.</summary>
    public static int[] Of(long count, int most)
    {
        var chosen = new int[Math.Min(count, most)];
        for (var i = 0; i < chosen.Length; i++)
            chosen[i] = (int)(i * count / chosen.Length);
        return chosen;
    }
}
