using System.Collections.Immutable;
using MsMclr.MLNet.Heads.Calibration;

namespace MsMclr.MLNet;

/// <summary>How well a simple head on frozen embeddings tells classes apart on test rows.</summary>
public sealed class SelfSupervisedMetrics
{
    private readonly long[,] _confusion;

    internal SelfSupervisedMetrics(ReadOnlySpan<float> scores, ReadOnlySpan<int> labels, ImmutableArray<string> classNames, int trainCount)
    {
        var classes = classNames.Length;
        var calibration = new CalibrationBins();
        var amongFive = 0L;
        var loss = 0.0;
        _confusion = new long[classes, classes];
        for (var row = 0; row < labels.Length; row++)
        {
            var score = scores.Slice(row * classes, classes);
            var truth = labels[row];
            var predicted = System.Numerics.Tensors.TensorPrimitives.IndexOfMax(score);
            _confusion[truth, predicted]++;
            if (RankOf(score, truth) < 5)
                amongFive++;
            loss -= Math.Log(Math.Max(score[truth], 1e-9));
            calibration.Add(score[predicted], predicted == truth);
        }

        ClassNames = classNames;
        TrainCount = trainCount;
        TestCount = labels.Length;
        Top1Accuracy = Enumerable.Range(0, classes).Sum(label => _confusion[label, label]) / (double)labels.Length;
        Top5Accuracy = (double)amongFive / labels.Length;
        LogLoss = loss / labels.Length;
        ExpectedCalibrationError = calibration.Error;
        PerClassAccuracy = [.. Enumerable.Range(0, classes).Select(AccuracyOf)];
        MacroAccuracy = PerClassAccuracy.Where(accuracy => !double.IsNaN(accuracy)).Average();
    }

    /// <summary>Gets the share of test rows whose class has the highest score, 0 to 1.</summary>
    public double Top1Accuracy { get; }

    /// <summary>
    /// Gets the share of test rows whose class is among the five highest scores, 0 to 1. Classes with equal scores rank by their number.
    /// </summary>
    public double Top5Accuracy { get; }

    /// <summary>Gets the mean of <see cref="PerClassAccuracy"/> over the classes that the test rows have, 0 to 1.</summary>
    public double MacroAccuracy { get; }

    /// <summary>
    /// Gets the mean negative logarithm (base e) of the probability given to the right class. Probabilities count as 1e-9 at least.
    /// </summary>
    public double LogLoss { get; }

    /// <summary>Gets the accuracy within each class, in the order of <see cref="ClassNames"/>; NaN for a class without test rows.</summary>
    public ImmutableArray<double> PerClassAccuracy { get; }

    /// <summary>Gets how far confidence and accuracy differ, averaged over test rows in 15 bins of equal width, 0 to 1.</summary>
    /// <remarks>Guo et al., "On calibration of modern neural networks", ICML 2017, equation 3.</remarks>
    public double ExpectedCalibrationError { get; }

    /// <summary>Gets the classes, in the order of the label's key values.</summary>
    public ImmutableArray<string> ClassNames { get; }

    /// <summary>Gets the number of labeled rows that the head learned from.</summary>
    public int TrainCount { get; }

    /// <summary>Gets the number of labeled rows that it was judged by.</summary>
    public int TestCount { get; }

    /// <summary>Counts the test rows by class and prediction.</summary>
    /// <returns>A copy, <c>[truth, predicted]</c>, in the order of <see cref="ClassNames"/>.</returns>
    public long[,] GetConfusionMatrix() => (long[,])_confusion.Clone();

    /// <inheritdoc/>
    public override string ToString()
        => FormattableString.Invariant($"top-1 {Top1Accuracy:P1}, top-5 {Top5Accuracy:P1}, {TestCount} test rows");

    private double AccuracyOf(int label)
    {
        var count = Enumerable.Range(0, ClassNames.Length).Sum(predicted => _confusion[label, predicted]);
        return count > 0 ? _confusion[label, label] / (double)count : double.NaN;
    }

    private static int RankOf(ReadOnlySpan<float> score, int label)
    {
        var rank = 0;
        for (var other = 0; other < score.Length; other++)
        {
            if (score[other] > score[label] || (score[other] == score[label] && other < label))
                rank++;
        }

        return rank;
    }
}
