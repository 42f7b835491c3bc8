namespace MsMclr.MLNet.Experiments.Intervals;

/// <summary>Which found intervals are right, by confidence, and how many there are to find.</summary>
/// <param name="IsRight">For each found one, the surest first, whether it is.</param>
/// <param name="ToFind">How many true ones there are, at least one.</param>
internal sealed record MatchedIntervals(IReadOnlyList<bool> IsRight, int ToFind)
{
    private int Right => IsRight.Count(right => right);

    /// <summary>The share of the found ones that are right; 0 where nothing was found.</summary>
    public double Precision => IsRight.Count == 0 ? 0 : (double)Right / IsRight.Count;

    /// <summary>The share of the true ones that were found.</summary>
    public double Recall => (double)Right / ToFind;

    /// <summary>The area below the highest precision that is reached at a recall or a higher one.</summary>
    public double AveragePrecision
    {
        get
        {
            var right = Right;
            var highest = 0.0;
            var area = 0.0;
            // From the least sure to the surest, so that the highest precision of those behind is known.
            for (var rank = IsRight.Count; rank >= 1; rank--)
            {
                highest = Math.Max(highest, (double)right / rank);
                if (!IsRight[rank - 1])
                    continue;
                area += highest / ToFind;
                right--;
            }

            return area;
        }
    }

    /// <summary>Gives each found interval the free true one of its recording and action that it overlaps most.</summary>
    /// <param name="ranked">The found ones, the surest first.</param>
    /// <param name="truth">The true ones.</param>
    /// <param name="overlap">What the overlap has to exceed.</param>
    public static MatchedIntervals Of(List<ActionInterval> ranked, List<ActionInterval> truth, double overlap)
    {
        var free = truth.ToLookup(interval => (interval.Recording, interval.Action))
            .ToDictionary(intervals => intervals.Key, intervals => intervals.ToList());
        var right = new List<bool>(ranked.Count);
        foreach (var interval in ranked)
        {
            var candidates = free.GetValueOrDefault((interval.Recording, interval.Action)) ?? [];
            var best = candidates.MaxBy(interval.Overlap);
            right.Add(best is not null && interval.Overlap(best) > overlap);
            if (right[^1])
                candidates.Remove(best!);
        }

        return new MatchedIntervals(right, truth.Count);
    }
}
