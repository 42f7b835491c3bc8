using CsCheck;

namespace MsMclr.MLNet.Tests;

public class SelfSupervisedMetricsTests
{
    [Test]
    public void Figures_of_a_small_case_are_those_counted_by_hand()
    {
        float[] scores = [0.7f, 0.2f, 0.1f, 0.6f, 0.3f, 0.1f, 0.1f, 0.8f, 0.1f, 0.5f, 0.3f, 0.2f];
        var metrics = new SelfSupervisedMetrics(scores, [0, 1, 1, 0], ["a", "b", "c"], 9);
        Assert.That(metrics.Top1Accuracy, Is.EqualTo(0.75));
        Assert.That(metrics.PerClassAccuracy, Is.EqualTo(new[] { 1, 0.5, double.NaN }));
        Assert.That(metrics.MacroAccuracy, Is.EqualTo(0.75));
        Assert.That(metrics.GetConfusionMatrix(), Is.EqualTo(new long[,] { { 2, 0, 0 }, { 1, 1, 0 }, { 0, 0, 0 } }));
        Assert.That(metrics.LogLoss, Is.EqualTo(-(Math.Log(0.7) + Math.Log(0.3) + Math.Log(0.8) + Math.Log(0.5)) / 4).Within(1e-6));

        // Each row has a bin of its own: |1 - 0.7|, |0 - 0.6|, |1 - 0.8|, |1 - 0.5|.
        Assert.That(metrics.ExpectedCalibrationError, Is.EqualTo((0.3 + 0.6 + 0.2 + 0.5) / 4).Within(1e-6));
        Assert.That((metrics.TrainCount, metrics.TestCount), Is.EqualTo((9, 4)));
    }

    [Test]
    public void Top_five_is_what_sorting_finds()
        => Gen.Select(Gen.Int[0, 9].Array[8].Array[1, 20], Gen.Int[0, 7].Array[20]).Sample((rows, labels) =>
        {
            var scores = rows.SelectMany(row => row.Select(value => value / 10f)).ToArray();
            bool IsAmongFive(int[] row, int label) => Enumerable.Range(0, 8).OrderByDescending(other => row[other]).Take(5).Contains(label);
            var expected = rows.Where((row, i) => IsAmongFive(row, labels[i])).Count();
            var names = "abcdefgh".Select(letter => letter.ToString());
            var metrics = new SelfSupervisedMetrics(scores, labels.AsSpan(0, rows.Length), [.. names], 1);
            Assert.That(metrics.Top5Accuracy, Is.EqualTo(expected / (double)rows.Length).Within(1e-12));
        }, iter: 200);

    [Test]
    public void The_confusion_matrix_is_a_copy()
    {
        var metrics = new SelfSupervisedMetrics([1, 0], [0], ["a", "b"], 1);
        metrics.GetConfusionMatrix()[0, 0] = 99;
        Assert.That(metrics.GetConfusionMatrix()[0, 0], Is.EqualTo(1));
    }
}
