using System.Numerics.Tensors;
using MsMclr.MLNet.Heads.Calibration;
using MsMclr.MLNet.Heads.Labels;
using MsMclr.MLNet.Heads.Linear;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Heads.Ridge;

/// <summary>A fitted ridge head: score = W (x - Offsets) + Biases, probabilities = softmax(score / Temperature).</summary>
internal sealed class RidgeModel
{
    // Where no row can be left out: about what leave-one-out finds on features of clips where there are more.
    private const double UsualTemperature = 0.1;
    private const double UsualShare = 0.1;

    private RidgeModel(LabeledFeatures rows, double strength, TemperatureFit? calibration)
    {
        Classes = rows.Classes;
        Dimension = rows.Dimension;
        Strength = strength;
        Temperature = calibration?.Temperature ?? UsualTemperature;
        Accuracy = calibration?.Accuracy;
        LogLoss = calibration?.LogLoss;
        Weights = new float[Classes * Dimension];
        Biases = new float[Classes];
        IsPresent = new bool[Classes];
        foreach (var label in rows.Labels)
            IsPresent[label] = true;
    }

    public int Classes { get; }

    public int Dimension { get; }

    public double Strength { get; }

    public double Temperature { get; }

    /// <summary>The leave-one-out accuracy; null where no row can be left out.</summary>
    public double? Accuracy { get; }

    /// <summary>The leave-one-out log loss; null where no row can be left out.</summary>
    public double? LogLoss { get; }

    public float[] Offsets { get; private init; } = [];

    /// <summary><c>[classes, D]</c>.</summary>
    public float[] Weights { get; }

    public float[] Biases { get; }

    /// <summary>Which classes have a training row; the others are never predicted.</summary>
    public bool[] IsPresent { get; }

    public static RidgeModel Fit(
        LabeledFeatures rows,
        IReadOnlyList<double> strengths,
        bool normalize,
        CancellationToken cancellationToken)
    {
        var scaling = FeatureScaling.Of(rows, normalize);
        var dual = rows.Count <= rows.Dimension;
        var decomposition = new RidgeDecomposition(scaling.Apply(rows), rows.Count, dual, cancellationToken);
        var present = rows.Labels.Distinct().Order().ToArray();
        var targets = present.Select(label => rows.Labels.Select(own => own == label ? 1.0 : 0.0).ToArray()).ToArray();
        var labels = rows.Labels.Select(label => Array.IndexOf(present, label)).ToArray();
        var (strength, calibration) = Choose(decomposition, targets, labels, strengths, cancellationToken);
        var model = new RidgeModel(rows, strength, calibration) { Offsets = scaling.Offsets };
        var weights = decomposition.Weights(targets, strength);
        for (var i = 0; i < present.Length; i++)
            model.Set(present[i], weights[i], scaling, targets[i].Average());
        return model;
    }

    /// <summary>Probabilities of rows, <c>[N, classes]</c>, computed as <see cref="RidgeGraph"/> says.</summary>
    public float[] Scores(LabeledFeatures rows)
    {
        var scores = new float[rows.Count * Classes];
        ParallelRows.For(rows.Count, row =>
        {
            var centered = new float[Dimension];
            TensorPrimitives.Subtract(rows[row], Offsets, centered);
            var target = scores.AsSpan(row * Classes, Classes);
            for (var label = 0; label < Classes; label++)
            {
                var weights = Weights.AsSpan(label * Dimension, Dimension);
                var score = TensorPrimitives.Dot<float>(centered, weights) + Biases[label];
                target[label] = IsPresent[label] ? (float)(score / Temperature) : RidgeGraph.OfAbsentClass;
            }

            SoftmaxRegression.Softmax(target);
        });
        return scores;
    }

    private static (double Strength, TemperatureFit? Calibration) Choose(
        RidgeDecomposition decomposition,
        double[][] targets,
        int[] labels,
        IReadOnlyList<double> strengths,
        CancellationToken cancellationToken)
    {
        var sizes = labels.CountBy(label => label).ToDictionary();
        var rows = Enumerable.Range(0, labels.Length).Where(row => sizes[labels[row]] > 1).ToList();
        if (rows.Count == 0)
            return (Nearest(strengths, UsualShare * decomposition.MeanSquare), null);
        var candidates = new List<(double Strength, TemperatureFit Calibration)>();
        foreach (var strength in strengths.OrderDescending())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var scores = decomposition.LeaveOneOut(targets, strength);
            candidates.Add((strength, TemperatureFit.Of(scores, labels, targets.Length, rows)));
        }

        var least = candidates.MinBy(candidate => candidate.Calibration.Loss).Calibration;
        return candidates.First(candidate => IsAsGood(candidate.Calibration, least));
    }

    // The rule of one standard error (Breiman et al., "Classification and regression trees", 1984), of the rows' differences.
    private static bool IsAsGood(TemperatureFit candidate, TemperatureFit least)
    {
        var differences = candidate.Losses.Zip(least.Losses, (loss, smallest) => loss - smallest).ToArray();
        var mean = differences.Average();
        var variance = differences.Average(difference => (difference - mean) * (difference - mean));
        return mean <= Math.Sqrt(variance / differences.Length);
    }

    private static double Nearest(IReadOnlyList<double> strengths, double wanted)
        => strengths.MinBy(strength => Math.Abs(Math.Log(strength) - Math.Log(Math.Max(wanted, double.Epsilon))));

    private void Set(int label, double[] weights, FeatureScaling scaling, double mean)
    {
        var bias = mean;
        for (var i = 0; i < weights.Length; i++)
        {
            Weights[(label * Dimension) + i] = (float)(weights[i] * scaling.Scales[i]);
            bias -= weights[i] * scaling.Shifts[i];
        }

        Biases[label] = (float)bias;
    }
}
