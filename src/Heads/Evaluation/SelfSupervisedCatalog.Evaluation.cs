using Microsoft.ML;
using Microsoft.ML.Runtime;
using MsMclr.MLNet.Heads.Labels;
using MsMclr.MLNet.Heads.Linear;
using MsMclr.MLNet.Heads.NearestNeighbors;

namespace MsMclr.MLNet;

public sealed partial class SelfSupervisedCatalog
{
    /// <summary>Judges embeddings by the linear classifier that can be fitted to them: the protocol of the field.</summary>
    /// <param name="train">Embedded rows to fit the classifier to, with labels.</param>
    /// <param name="test">Embedded rows to judge it by, with the same key values. Rows without a label are ignored in both.</param>
    /// <param name="options">How to fit; null for the defaults.</param>
    /// <returns>The metrics on <paramref name="test"/>, of the classifier as it is at the end (of its best moment on test rows only with <see cref="LinearEvaluationOptions.BestTestEpoch"/>).</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type, or an option is out of its range.</exception>
    /// <exception cref="ArgumentException">The key values or the length of the features differ between the views.</exception>
    /// <exception cref="InvalidOperationException">A view has no labeled row, or a feature is not finite.</exception>
    /// <exception cref="OperationCanceledException"><see cref="LinearEvaluationOptions.CancellationToken"/> asked for it.</exception>
    public SelfSupervisedMetrics EvaluateLinear(IDataView train, IDataView test, LinearEvaluationOptions? options = null)
    {
        options ??= new LinearEvaluationOptions();
        options.Check();
        var (known, unknown) = LabeledFeatures.ReadPair(train, test, options.LabelColumnName, options.FeatureColumnName, options.CancellationToken);
        return Judge("EvaluateLinear", options switch
        {
            { BestTestEpoch: true } => BestScores(known, unknown, options),
            { Method: LinearEvaluationMethod.Sgd } => LinearSgd.Fit(known, options).Scores(unknown),
            _ => LinearLbfgs.Fit(known.StandardizedBy(known), options).Scores(unknown.StandardizedBy(known)),
        }, known, unknown);
    }

    /// <summary>Judges embeddings by the labels of the nearest training rows: nothing is fitted, so it shows what the encoder itself knows.</summary>
    /// <param name="train">Embedded rows that vote, with labels.</param>
    /// <param name="test">Embedded rows to judge by, with the same key values. Rows without a label are ignored in both.</param>
    /// <param name="options">How to vote; null for the defaults.</param>
    /// <returns>The metrics on <paramref name="test"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type, or an option is out of its range.</exception>
    /// <exception cref="ArgumentException">The key values or the length of the features differ between the views.</exception>
    /// <exception cref="InvalidOperationException">A view has no labeled row, or a feature is not finite.</exception>
    /// <exception cref="OperationCanceledException"><see cref="NearestNeighborsTrainer.Options.CancellationToken"/> asked for it.</exception>
    public SelfSupervisedMetrics EvaluateNearestNeighbors(IDataView train, IDataView test, NearestNeighborsTrainer.Options? options = null)
    {
        options = (options ?? new NearestNeighborsTrainer.Options()).Checked();
        var (known, unknown) = LabeledFeatures.ReadPair(train, test, options.LabelColumnName, options.FeatureColumnName, options.CancellationToken);
        return Judge("EvaluateNearestNeighbors", new NeighborBank(known, options.K, options.Temperature).Votes(unknown, options.CancellationToken), known, unknown);
    }

    private static float[] BestScores(LabeledFeatures known, LabeledFeatures unknown, LinearEvaluationOptions options)
    {
        var (best, accuracy) = (Array.Empty<float>(), -1.0);
        LinearSgd.Fit(known, options, layer =>
        {
            var scores = layer.Scores(unknown);
            var found = new SelfSupervisedMetrics(scores, unknown.Labels, unknown.ClassNames, known.Count).Top1Accuracy;
            if (found > accuracy)
                (best, accuracy) = (scores, found);
        });
        return best;
    }

    private SelfSupervisedMetrics Judge(string by, float[] scores, LabeledFeatures known, LabeledFeatures unknown)
    {
        var metrics = new SelfSupervisedMetrics(scores, unknown.Labels, unknown.ClassNames, known.Count);
        using var channel = ((IHostEnvironment)Context).Register(nameof(SelfSupervisedCatalog)).Start(by);
        channel.Info(MessageSensitivity.None, "{0}", metrics.ToString());
        return metrics;
    }
}
