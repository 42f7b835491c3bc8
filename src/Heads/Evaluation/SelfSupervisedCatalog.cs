using Microsoft.ML;
using Microsoft.ML.Runtime;
using MsMclr.MLNet.Heads.Evaluation;
using MsMclr.MLNet.Heads.Labels;
using MsMclr.MLNet.Heads.NearestNeighbors;

namespace MsMclr.MLNet;

/// <summary>Learning without labels, and judging what was learned: <c>mlContext.SelfSupervised</c>.</summary>
public sealed partial class SelfSupervisedCatalog
{
    internal SelfSupervisedCatalog(MLContext context) => Context = context;

    internal MLContext Context { get; }

    /// <summary>Judges embeddings by the linear classifier that can be fitted to them: the protocol of the field.</summary>
    /// <param name="train">Embedded rows to fit the classifier to, with labels.</param>
    /// <param name="test">Embedded rows to judge it by, with the same key values. Rows without a label are ignored in both.</param>
    /// <param name="options">How to fit; null for the defaults.</param>
    /// <returns>
    /// The metrics on <paramref name="test"/>, of the classifier as it is at the end. With
    /// <see cref="LinearEvaluationOptions.BestTestEpoch"/> they are of its best moment on the test rows.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type, or an option is out of its range.</exception>
    /// <exception cref="ArgumentException">The key values or the length of the features differ between the views.</exception>
    /// <exception cref="InvalidOperationException">A view has no labeled row, or a feature is not finite.</exception>
    /// <exception cref="OperationCanceledException">
    /// <see cref="LinearEvaluationOptions.CancellationToken"/> asked for it, or the context was canceled.
    /// </exception>
    public SelfSupervisedMetrics EvaluateLinear(IDataView train, IDataView test, LinearEvaluationOptions? options = null)
    {
        options ??= new LinearEvaluationOptions();
        options.Check();
        var columns = new LabeledColumns(options.LabelColumnName, options.FeatureColumnName);
        var (known, unknown) = LabeledReader.ReadPair(train, test, columns, options.CancellationToken);
        var host = ((IHostEnvironment)Context).Register(nameof(SelfSupervisedCatalog));
        var scores = LinearEvaluation.Scores(known, unknown, options, host);
        return Judge(host, nameof(EvaluateLinear), scores, known, unknown);
    }

    /// <summary>
    /// Judges embeddings by the labels of the nearest training rows. Nothing is fitted, so it shows what the encoder itself knows.
    /// </summary>
    /// <param name="train">Embedded rows that vote, with labels.</param>
    /// <param name="test">Embedded rows to judge by, with the same key values. Rows without a label are ignored in both.</param>
    /// <param name="options">How to vote; null for the defaults.</param>
    /// <returns>The metrics on <paramref name="test"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type, or an option is out of its range.</exception>
    /// <exception cref="ArgumentException">The key values or the length of the features differ between the views.</exception>
    /// <exception cref="InvalidOperationException">A view has no labeled row, or a feature is not finite.</exception>
    /// <exception cref="OperationCanceledException">
    /// <see cref="NearestNeighborsTrainer.Options.CancellationToken"/> asked for it.
    /// </exception>
    public SelfSupervisedMetrics EvaluateNearestNeighbors(
        IDataView train,
        IDataView test,
        NearestNeighborsTrainer.Options? options = null)
    {
        options = (options ?? new NearestNeighborsTrainer.Options()).Checked();
        var columns = new LabeledColumns(options.LabelColumnName, options.FeatureColumnName);
        var (known, unknown) = LabeledReader.ReadPair(train, test, columns, options.CancellationToken);
        var host = ((IHostEnvironment)Context).Register(nameof(SelfSupervisedCatalog));
        var votes = new NeighborBank(known, options.K, options.Temperature).Votes(unknown, options.CancellationToken);
        return Judge(host, nameof(EvaluateNearestNeighbors), votes, known, unknown);
    }

    private static SelfSupervisedMetrics Judge(IHost host, string by, float[] scores, LabeledFeatures known, LabeledFeatures unknown)
    {
        var metrics = new SelfSupervisedMetrics(scores, unknown.Labels, unknown.ClassNames, known.Count);
        using var channel = host.Start(by);
        channel.Info(MessageSensitivity.None, "{0}", metrics.ToString());
        return metrics;
    }
}
