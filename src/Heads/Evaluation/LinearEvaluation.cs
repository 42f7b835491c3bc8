using Microsoft.ML.Runtime;
using MsMclr.MLNet.Heads.Labels;
using MsMclr.MLNet.Heads.Linear;
using MsMclr.MLNet.Heads.Ridge;

namespace MsMclr.MLNet.Heads.Evaluation;

/// <summary>Fits a linear layer as the options say, and scores the test rows with it.</summary>
internal static class LinearEvaluation
{
    /// <summary>Probabilities of the test rows, <c>[N, classes]</c>.</summary>
    public static float[] Scores(LabeledFeatures known, LabeledFeatures unknown, LinearEvaluationOptions options, IHost host)
    {
        if (options.Method == LinearEvaluationMethod.Lbfgs)
            return LinearLbfgs.Fit(known.StandardizedBy(known), options, host).Scores(unknown.StandardizedBy(known));
        if (options.Method == LinearEvaluationMethod.Ridge)
            return RidgeModel.Fit(known, RidgeTrainer.Options.UsualStrengths, normalize: true, options.CancellationToken).Scores(unknown);
        var seed = options.Seed ?? host.Rand.Next();
        if (options.BestTestEpoch)
            return ScoresOfTheBestEpoch(known, unknown, options, seed);
        return LinearSgd.Fit(known, options, seed).Scores(unknown);
    }

    private static float[] ScoresOfTheBestEpoch(
        LabeledFeatures known,
        LabeledFeatures unknown,
        LinearEvaluationOptions options,
        int seed)
    {
        float[] best = [];
        var bestAccuracy = -1.0;
        LinearSgd.Fit(known, options, seed, layer =>
        {
            var scores = layer.Scores(unknown);
            var metrics = new SelfSupervisedMetrics(scores, unknown.Labels, unknown.ClassNames, known.Count);
            if (metrics.Top1Accuracy > bestAccuracy)
            {
                best = scores;
                bestAccuracy = metrics.Top1Accuracy;
            }
        });
        return best;
    }
}
