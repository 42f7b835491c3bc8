using MsMclr.MLNet.Heads.Labels;
using MsMclr.MLNet.Heads.Ridge;

namespace MsMclr.MLNet.Experiments.Probing;

/// <summary>A ridge head that tells two kinds of rows apart.</summary>
internal static class TwoWayHead
{
    private static readonly string[] Names = ["one", "other"];

    /// <summary>How many test rows it tells right.</summary>
    /// <param name="train">Rows of either kind to learn from.</param>
    /// <param name="test">Rows of either kind to judge by.</param>
    /// <param name="normalize">Whether each feature has its own scale.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static int Hits(
        (IReadOnlyList<float[]> One, IReadOnlyList<float[]> Other) train,
        (IReadOnlyList<float[]> One, IReadOnlyList<float[]> Other) test,
        bool normalize,
        CancellationToken cancellationToken)
    {
        var known = Rows(train);
        var unknown = Rows(test);
        LabeledFeatures Scaled(LabeledFeatures rows) => normalize ? rows.StandardizedBy(known) : rows.ScaledTogetherBy(known);
        var head = RidgeModel.Fit(Scaled(known), RidgeTrainer.Options.UsualStrengths, normalize: false, cancellationToken);
        var scores = head.Scores(Scaled(unknown));

        // Of equal scores the first counts, so that features which are the same for both kinds are right half of the time.
        return Enumerable.Range(0, unknown.Count).Count(row => scores[2 * row] >= scores[(2 * row) + 1] == (unknown.Labels[row] == 0));
    }

    private static LabeledFeatures Rows((IReadOnlyList<float[]> One, IReadOnlyList<float[]> Other) rows)
    {
        float[] values = [.. rows.One.Concat(rows.Other).SelectMany(row => row)];
        int[] labels = [.. rows.One.Select(_ => 0), .. rows.Other.Select(_ => 1)];
        return new LabeledFeatures(values, values.Length / labels.Length, labels, [.. Names]);
    }
}
