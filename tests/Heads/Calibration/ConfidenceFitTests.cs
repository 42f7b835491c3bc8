using CsCheck;
using MsMclr.MLNet.Heads.Calibration;

namespace MsMclr.MLNet.Tests;

public class ConfidenceFitTests
{
    [Test]
    public void No_other_temperature_brings_the_confidences_nearer_to_what_is_right()
        => Gen.Select(Gen.Int[0, 1000], Gen.Int[2, 5], Gen.Int[5, 60]).Sample((seed, classes, count) =>
        {
            var random = new Random(seed);
            var labels = Enumerable.Range(0, count).Select(_ => random.Next(classes)).ToArray();
            var logits = labels.SelectMany(label => Enumerable.Range(0, classes)
                .Select(other => (random.NextDouble() * 4) + (other == label ? 2 : 0))).ToArray();
            var found = ConfidenceFit.Of(logits, labels, classes);
            for (var temperature = 0.01; temperature <= 100; temperature *= 1.1)
                Assert.That(Loss(logits, labels, classes, found), Is.LessThanOrEqualTo(Loss(logits, labels, classes, temperature) + 1e-6));
        });

    [Test]
    public void A_class_without_any_vote_does_not_decide_it()
    {
        // Sure in nine of ten rows that are right; and in the tenth the right class has nothing at all.
        var labels = Enumerable.Range(0, 1000).Select(row => row % 10 == 0 ? 1 : 0).ToArray();
        double[] row = [Math.Log(0.9), Math.Log(1e-9), Math.Log(0.1)];
        Assert.That(ConfidenceFit.Of([.. labels.SelectMany(_ => row)], labels, 3), Is.EqualTo(1).Within(0.02));
    }

    private static double Loss(double[] logits, int[] labels, int classes, double temperature)
    {
        var losses = labels.Select((label, row) =>
        {
            var values = logits[(row * classes)..((row + 1) * classes)];
            var weights = values.Select(value => Math.Exp((value - values.Max()) / temperature)).ToArray();
            return (IsRight: Array.IndexOf(values, values.Max()) == label, Confidence: 1 / weights.Sum());
        }).ToArray();
        var right = losses.Count(row => row.IsRight);
        double Share(bool isRight) => isRight ? (right + 1.0) / (right + 2) : 1.0 / (labels.Length - right + 2);
        return losses.Average(row => Math.Pow(row.Confidence - Share(row.IsRight), 2));
    }
}
