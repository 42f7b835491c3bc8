using Microsoft.ML;

namespace MsMclr.MLNet.Tests;

/// <summary>A result of made-up features; what is trained has less noise.</summary>
internal static class SampleResult
{
    public static ExperimentResult Make(bool withConvolutions = true, int seeds = 1)
    {
        var ml = new MLContext(1);
        var scores = Enumerable.Range(1, seeds).Select(seed => new SeedScores(
            seed,
            Score(ml, "Untrained encoder", 3 + seed),
            Score(ml, "Trained encoder", 1)));
        return new ExperimentResult
        {
            Raw = Score(ml, "Raw coordinates", 4),
            RandomConvolutions = withConvolutions ? Score(ml, "Random convolutions", 2) : null,
            Seeds = [.. scores],
            Loss = [],
            EmbeddedTrain = FeatureRows.View(ml, 80, 1, 1),
            EmbeddedTest = FeatureRows.View(ml, 80, 2, 1),
            Seconds = 12.34,
            ClipsPerSecond = 56.78,
        };
    }

    private static EmbeddingScore Score(MLContext ml, string name, double noise)
    {
        var train = FeatureRows.View(ml, 80, 1, noise);
        var test = FeatureRows.View(ml, 80, 2, noise);
        var neighbors = ml.SelfSupervised.EvaluateNearestNeighbors(train, test);
        var linear = ml.SelfSupervised.EvaluateLinear(
            train,
            test,
            new LinearEvaluationOptions { Method = LinearEvaluationMethod.Ridge });
        return new EmbeddingScore(name, linear, neighbors) { FewLabels = [new(1, 0.5 / noise, 0.01), new(10, 0.9 / noise, 0.002)] };
    }
}
