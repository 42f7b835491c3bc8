using MsMclr.MLNet.Heads.Labels;

namespace MsMclr.MLNet.Experiments.Judging;

/// <summary>Draws some rows of each class.</summary>
internal static class LabelDraw
{
    /// <summary>
    /// Rows of each class, all of them where it has no more, in the order of the view. The rows of a smaller number are among those of
    /// a larger one, if the generator is the same.
    /// </summary>
    public static LabeledFeatures Of(LabeledFeatures rows, int labelsPerClass, Random random)
    {
        var order = Enumerable.Range(0, rows.Count).ToArray();
        random.Shuffle(order);
        var taken = new int[rows.Classes];
        var drawn = new List<int>();
        foreach (var row in order)
        {
            var label = rows.Labels[row];
            if (taken[label] == labelsPerClass)
                continue;
            taken[label]++;
            drawn.Add(row);
        }

        drawn.Sort();
        var values = new float[drawn.Count * rows.Dimension];
        for (var i = 0; i < drawn.Count; i++)
            rows[drawn[i]].CopyTo(values.AsSpan(i * rows.Dimension));
        return new LabeledFeatures(values, rows.Dimension, [.. drawn.Select(row => rows.Labels[row])], rows.ClassNames);
    }
}
