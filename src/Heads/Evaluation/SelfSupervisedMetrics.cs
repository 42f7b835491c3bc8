using System.Collections.Immutable;

namespace MsMclr.MLNet;

/// <summary>How well a simple head on frozen embeddings tells classes apart on test rows.</summary>
public sealed class SelfSupervisedMetrics
{
    private const int Bins = 15;
    private readonly long[,] _confusion;

    internal SelfSupervisedMetrics(ReadOnlySpan<float> scores, ReadOnlySpan<int> labels, ImmutableArray<string> classNames, int trainCount)
    {
        var classes = classNames.Length;
        _confusion = new long[classes, classes];
        var (topFive, loss) = (0L, 0.0);
        var (counts, hits, confidences) = (new long[Bins], new long[Bins], new double[Bins]);
        for (var row = 0; row < labels.Length; row++)
        {
            var score = scores.Slice(row * classes, classes);
            var predicted = System.Numerics.Tensors.TensorPrimitives.IndexOfMax(score);
            _confusion[labels[row], predicted]++;
            topFive += RankOf(score, labels[row]) < 5 ? 1 : 0;
            loss -= Math.Log(Math.Max(score[labels[row]], 1e-9));
            var bin = Math.Min((int)(score[predicted] * Bins), Bins - 1);
            counts[bin]++;
            hits[bin] += predicted == labels[row] ? 1 : 0;
            confidences[bin] += score[predicted];
        }

        (ClassNames, TrainCount, TestCount) = (classNames, trainCount, labels.Length);
        Top5Accuracy = (double)topFive / labels.Length;
        LogLoss = loss / labels.Length;
        Top1Accuracy = Enumerable.Range(0, classes).Sum(label => _confusion[label, label]) / (double)labels.Length;
        ExpectedCalibrationError = Enumerable.Range(0, Bins).Sum(bin => Math.Abs(hits[bin] - confidences[bin])) / labels.Length;
        PerClassAccuracy = [.. Enumerable.Range(0, classes).Select(label => TestCountOf(label) is > 0 and var count ? _confusion[label, label] / (double)count : double.NaN)];
        MacroAccuracy = PerClassAccuracy.Where(accuracy => !double.IsNaN(accuracy)).Average();
    }

    /// <summary>The share of test rows whose class has the highest score, 0 to 1.</summary>
    public double Top1Accuracy { get; }

    /// <summary>The share of test rows whose class is among the five highest scores, 0 to 1; classes with equal scores rank by their number.</summary>
    public double Top5Accuracy { get; }

    /// <summary>The mean of <see cref="PerClassAccuracy"/> over the classes that the test rows have, 0 to 1.</summary>
    public double MacroAccuracy { get; }

    /// <summary>The mean negative logarithm (base e) of the probability given to the right class; probabilities count as 1e-9 at least.</summary>
    public double LogLoss { get; }

    /// <summary>The accuracy within each class, in the order of <see cref="ClassNames"/>; NaN for a class without test rows.</summary>
    public ImmutableArray<double> PerClassAccuracy { get; }

    /// <summary>How far confidence and accuracy differ, averaged over test rows in 15 bins of equal width, 0 to 1.</summary>
    /// <remarks>Guo et al., "On calibration of modern neural networks", ICML 2017, equation 3.</remarks>
    public double ExpectedCalibrationError { get; }

    /// <summary>The classes, in the order of the label's key values.</summary>
    public ImmutableArray<string> ClassNames { get; }

    /// <summary>Labeled rows that the head learned from.</summary>
    public int TrainCount { get; }

    /// <summary>Labeled rows that it was judged by.</summary>
    public int TestCount { get; }

    /// <summary>Test rows by class and prediction.</summary>
    /// <returns>A copy, <c>[truth, predicted]</c>, in the order of <see cref="ClassNames"/>.</returns>
    public long[,] GetConfusionMatrix() => (long[,])_confusion.Clone();

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"top-1 {Top1Accuracy:P1}, top-5 {Top5Accuracy:P1}, {TestCount} test rows");

    private long TestCountOf(int label) => Enumerable.Range(0, ClassNames.Length).Sum(predicted => _confusion[label, predicted]);

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
