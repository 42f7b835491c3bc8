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
        LabeledFeatures Scaled(LabeledFeatures rows)
            => options.NormalizeFeatures ? rows.StandardizedBy(known) : rows.ScaledTogetherBy(known);

        if (options.Method == LinearEvaluationMethod.Lbfgs)
            return LinearLbfgs.Fit(Scaled(known), options, host).Scores(Scaled(unknown));
        if (options.Method == LinearEvaluationMethod.Ridge)
        {
            var strengths = RidgeTrainer.Options.UsualStrengths;
            return RidgeModel.Fit(Scaled(known), strengths, normalize: false, options.CancellationToken).Scores(Scaled(unknown));
        }

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
