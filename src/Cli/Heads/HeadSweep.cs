using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Cli.Heads;

/// <summary>Cross-validates heads over embeddings that are in memory: no clip is read and no encoder runs.</summary>
internal static class HeadSweep
{
    /// <param name="ml">The context; folds and trainers draw from its seed.</param>
    /// <param name="embeddings"><c>Features</c>, <c>Label</c> and <c>Subject</c>.</param>
    /// <param name="folds">How many; each person is in one.</param>
    /// <param name="only">Takes heads whose name contains this; null is all.</param>
    /// <exception cref="ArgumentException">There are fewer people than folds, or no such head.</exception>
    public static IReadOnlyList<HeadScore> Over(MLContext ml, IDataView embeddings, int folds, string? only = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        var people = embeddings.GetColumn<uint>("Subject").Distinct().Count();
        if (people < folds)
        {
            throw new ArgumentException(
                $"There are {people} people in the embeddings; {folds} folds need as many at least. Lower --folds.");
        }

        var known = KnownHeads.All(ml);
        var heads = known.Where(head => only is null || head.Name.Contains(only, StringComparison.OrdinalIgnoreCase)).ToArray();
        if (heads.Length == 0)
        {
            var names = string.Join("; ", known.Select(head => head.Name));
            throw new ArgumentException($"No head's name contains '{only}'; there are: {names}.");
        }

        var cached = ml.Data.Cache(embeddings, "Features", "Label", "Subject");
        return [.. heads.Select(head => Score(ml, cached, head, folds))];
    }

    private static HeadScore Score(MLContext ml, IDataView cached, KnownHead head, int folds)
    {
        var watch = Stopwatch.StartNew();
        var validated = ml.MulticlassClassification.CrossValidate(cached, head.Estimator, folds, samplingKeyColumnName: "Subject");
        var tested = validated.Select(fold => new FoldScore(fold.Metrics)).Where(fold => fold.Clips > 0).ToArray();

        // People are dealt to folds by a hash, so folds are of different sizes, some empty: each clip counts once, not each fold.
        var clips = tested.Sum(fold => fold.Clips);
        var accuracy = tested.Sum(fold => fold.Accuracy * fold.Clips) / clips;
        var squares = tested.Sum(fold => (fold.Accuracy - accuracy) * (fold.Accuracy - accuracy));
        return new HeadScore(
            head.Name,
            accuracy,
            Spread: Math.Sqrt(squares / Math.Max(1, tested.Length - 1)),
            LogLoss: tested.Sum(fold => fold.LogLoss * fold.Clips) / clips,
            Clips: (int)clips,
            Seconds: watch.Elapsed.TotalSeconds);
    }

    private sealed class FoldScore(MulticlassClassificationMetrics metrics)
    {
        public double Accuracy { get; } = metrics.MicroAccuracy;

        public double LogLoss { get; } = metrics.LogLoss;

        public double Clips { get; } = metrics.ConfusionMatrix.Counts.Sum(row => row.Sum());
    }
}
