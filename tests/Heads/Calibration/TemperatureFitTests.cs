using CsCheck;
using MsMclr.MLNet.Heads.Calibration;

namespace MsMclr.MLNet.Tests;

public class TemperatureFitTests
{
    [Test]
    public void No_other_temperature_has_a_lower_loss()
        => Gen.Select(Gen.Int[0, 1000], Gen.Int[2, 5], Gen.Int[5, 60]).Sample((seed, classes, count) =>
        {
            var random = new Random(seed);
            var labels = Enumerable.Range(0, count).Select(_ => random.Next(classes)).ToArray();
            var scores = labels.SelectMany(label => Enumerable.Range(0, classes)
                .Select(other => (random.NextDouble() * 0.5) + (other == label ? 0.3 : 0))).ToArray();
            var found = TemperatureFit.Of(scores, labels, classes, [.. Enumerable.Range(0, count)]);
            Assert.That(found.Loss, Is.EqualTo(Loss(scores, labels, classes, found.Temperature, 1.0 / (count + 2))).Within(1e-9));
            Assert.That(found.LogLoss, Is.EqualTo(Loss(scores, labels, classes, found.Temperature, 0)).Within(1e-9));
            for (var temperature = 0.01; temperature <= 100; temperature *= 1.1)
                Assert.That(found.Loss, Is.LessThanOrEqualTo(Loss(scores, labels, classes, temperature, 1.0 / (count + 2)) + 1e-9));
        });

    [Test]
    public void Scores_that_are_always_right_are_as_sure_as_their_number_allows([Values(2, 20, 2000)] int count)
    {
        var labels = Enumerable.Range(0, count).Select(row => row % 2).ToArray();
        var scores = labels.SelectMany(label => new[] { 1.0 - label, label }).ToArray();
        var found = TemperatureFit.Of(scores, labels, 2, [.. Enumerable.Range(0, count)]);
        Assert.That(1 / (1 + Math.Exp(-1 / found.Temperature)), Is.EqualTo((count + 1.0) / (count + 2)).Within(1e-6));
        Assert.That(found.Accuracy, Is.EqualTo(1));
    }

    [Test]
    public void Scores_that_are_never_right_are_as_unsure_as_can_be()
    {
        var found = TemperatureFit.Of([1, 0, 0, 1], [1, 0], 2, [0, 1]);
        Assert.That(found.Temperature, Is.EqualTo(TemperatureFit.Hottest).Within(1e-3));
        Assert.That(found.Accuracy, Is.Zero);
    }

    [Test]
    public void Only_the_named_rows_count()
        => Assert.That(TemperatureFit.Of([1, 0, 0, 1, 1, 0], [0, 1, 1], 2, [0, 1]).Accuracy, Is.EqualTo(1));

    private static double Loss(double[] scores, int[] labels, int classes, double temperature, double wrong)
        => labels.Select((label, row) =>
        {
            var logits = scores.Skip(row * classes).Take(classes).Select(score => score / temperature).ToArray();
            var normalizer = Math.Log(logits.Sum(logit => Math.Exp(logit - logits.Max()))) + logits.Max();
            var shares = Enumerable.Range(0, classes).Select(other => other == label ? 1 - wrong : wrong / (classes - 1));
            return shares.Zip(logits, (share, logit) => share * (normalizer - logit)).Sum();
        }).Average();
}
