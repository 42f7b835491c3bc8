using CsCheck;
using MsMclr.MLNet.Heads.Ridge;

namespace MsMclr.MLNet.Tests;

public class CalibrationTests
{
    [Test]
    public void No_other_temperature_has_a_lower_log_loss()
        => Gen.Select(Gen.Int[0, 1000], Gen.Int[2, 5], Gen.Int[5, 60]).Sample((seed, classes, count) =>
        {
            var random = new Random(seed);
            var labels = Enumerable.Range(0, count).Select(_ => random.Next(classes)).ToArray();
            var scores = labels.SelectMany(label => Enumerable.Range(0, classes)
                .Select(other => (random.NextDouble() * 0.5) + (other == label ? 0.3 : 0))).ToArray();
            var found = Calibration.Of(scores, labels, classes, [.. Enumerable.Range(0, count)]);
            Assert.That(found.LogLoss, Is.EqualTo(LogLoss(scores, labels, classes, found.Temperature)).Within(1e-12));
            for (var temperature = 0.01; temperature <= 100; temperature *= 1.1)
                Assert.That(found.LogLoss, Is.LessThanOrEqualTo(LogLoss(scores, labels, classes, temperature) + 1e-9));
        });

    [Test]
    public void Scores_that_are_always_right_are_as_sure_as_can_be_and_scores_that_never_are_as_unsure()
    {
        double[] scores = [1, 0, 0, 1];
        Assert.That(Calibration.Of(scores, [0, 1], 2, [0, 1]).Temperature, Is.EqualTo(Calibration.Coldest).Within(1e-6));
        Assert.That(Calibration.Of(scores, [0, 1], 2, [0, 1]).Accuracy, Is.EqualTo(1));
        Assert.That(Calibration.Of(scores, [1, 0], 2, [0, 1]).Temperature, Is.EqualTo(Calibration.Hottest).Within(1e-3));
        Assert.That(Calibration.Of(scores, [1, 0], 2, [0, 1]).Accuracy, Is.Zero);
    }

    [Test]
    public void Only_the_named_rows_count()
        => Assert.That(Calibration.Of([1, 0, 0, 1, 1, 0], [0, 1, 1], 2, [0, 1]).Accuracy, Is.EqualTo(1));

    private static double LogLoss(double[] scores, int[] labels, int classes, double temperature)
        => labels.Select((label, row) =>
        {
            var logits = scores.Skip(row * classes).Take(classes).Select(score => score / temperature).ToArray();
            return Math.Log(logits.Sum(logit => Math.Exp(logit - logits.Max()))) - logits[label] + logits.Max();
        }).Average();
}
