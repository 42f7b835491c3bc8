using Microsoft.ML;
using Microsoft.ML.Runtime;
using MsMclr.MLNet.Experiments.Contract;
using MsMclr.MLNet.Experiments.Judging;
using MsMclr.MLNet.Heads.Labels;
using MsMclr.MLNet.Heads.Ridge;

namespace MsMclr.MLNet;

/// <summary>
/// Judges features where labels are few: a ridge head learns from 1, 3 or 10 labels a class and is tested on all test rows. The labels
/// are drawn several times, since much depends on which ones they are.
/// </summary>
public static class FewLabels
{
    /// <summary>Judges features by heads that learn from few labels.</summary>
    /// <param name="ml">The context whose seed and cancellation count.</param>
    /// <param name="train">Rows that labels are drawn from.</param>
    /// <param name="test">Rows to judge by, with the same key values. Rows without a label are ignored in both.</param>
    /// <param name="options">How many labels, and how often they are drawn; null for the defaults.</param>
    /// <returns>An entry for each of <see cref="FewLabelsOptions.LabelsPerClass"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type, or an option is out of its range.</exception>
    /// <exception cref="ArgumentException">The key values or the length of the features differ between the views.</exception>
    /// <exception cref="InvalidOperationException">A view has no labeled row, or a feature is not finite.</exception>
    /// <exception cref="OperationCanceledException">
    /// <see cref="FewLabelsOptions.CancellationToken"/> asked for it.
    /// </exception>
    public static IReadOnlyList<FewLabelsScore> Evaluate(
        MLContext ml,
        IDataView train,
        IDataView test,
        FewLabelsOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(ml);
        options ??= new FewLabelsOptions();
        options.Check();
        var columns = new LabeledColumns(options.LabelColumnName, options.FeatureColumnName);
        var (trainRows, testRows) = LabeledReader.ReadPair(train, test, columns, options.CancellationToken);
        LabeledFeatures Scaled(LabeledFeatures rows)
            => options.NormalizeFeatures ? rows.StandardizedBy(trainRows) : rows.ScaledTogetherBy(trainRows);
        var known = Scaled(trainRows);
        var unknown = Scaled(testRows);
        var seed = options.Seed ?? ((IHostEnvironment)ml).Register(nameof(FewLabels)).Rand.Next();
        var scores = new List<FewLabelsScore>();
        foreach (var labels in options.LabelsPerClass)
        {
            var accuracies = new double[options.Draws];
            for (var draw = 0; draw < accuracies.Length; draw++)
            {
                // Of one draw, three labels are the one label and two more.
                var drawn = LabelDraw.Of(known, labels, new Random(unchecked(seed + draw)));
                accuracies[draw] = Accuracy(drawn, unknown, options.CancellationToken);
            }

            scores.Add(new FewLabelsScore(labels, accuracies.Average(), SampleDeviation.Of(accuracies)));
        }

        return scores;
    }

    private static double Accuracy(LabeledFeatures drawn, LabeledFeatures unknown, CancellationToken cancellationToken)
    {
        var head = RidgeModel.Fit(drawn, RidgeTrainer.Options.UsualStrengths, normalize: false, cancellationToken);
        var metrics = new SelfSupervisedMetrics(head.Scores(unknown), unknown.Labels, unknown.ClassNames, drawn.Count);
        return metrics.Top1Accuracy;
    }
}
