using Microsoft.ML;
using MsMclr.MLNet.Experiments.Probing;
using MsMclr.MLNet.Heads.Evaluation;

namespace MsMclr.MLNet;

/// <summary>
/// Asks an embedding what it still tells of a clip. A linear head (ridge) learns from training clips and is asked about test clips:
/// whether a clip is as recorded or its mirror image, whether it runs forwards or backwards, and which of two mirrored actions it is.
/// Half of the answers are right by chance. The first two need no label.
/// </summary>
/// <remarks>
/// The mirror image is told from a clip by what people do more often on one side. Where they use both sides alike, no head can tell.
/// So compare with what the same probe makes of the coordinates.
/// </remarks>
public static class EmbeddingProbes
{
    /// <summary>Asks the three questions.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="embedding">What is asked: it makes features of prepared clips.</param>
    /// <param name="train">Prepared clips to learn from.</param>
    /// <param name="test">Prepared clips to judge by, with the same key values.</param>
    /// <param name="options">Columns, preparation and mirrored actions; null for the defaults.</param>
    /// <returns>The accuracies.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type, or an option is out of its range.</exception>
    /// <exception cref="ArgumentException">The clips' layout is unknown, or a mirrored action is.</exception>
    /// <exception cref="InvalidOperationException">A view has no rows, or a feature is not finite.</exception>
    /// <exception cref="OperationCanceledException">
    /// <see cref="EmbeddingProbeOptions.CancellationToken"/> asked for it.
    /// </exception>
    public static EmbeddingProbeScores Evaluate(
        MLContext ml,
        ITransformer embedding,
        IDataView train,
        IDataView test,
        EmbeddingProbeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(ml);
        ArgumentNullException.ThrowIfNull(embedding);
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(test);
        options ??= new EmbeddingProbeOptions();
        options.Check();
        var known = Clips(train, nameof(train));
        var unknown = Clips(test, nameof(test));
        var embedded = new ProbedEmbedding(embedding, options);
        var learned = embedded.Of(known, ClipChange.None);
        var asked = embedded.Of(unknown, ClipChange.None);
        return new EmbeddingProbeScores(
            Mirror: HasSides(known.Layout) ? Told(ClipChange.Mirrored) : null,
            Time: Told(ClipChange.Reversed),
            Side: new SideProbe(ml, embedded, options).Accuracy(train, test));

        double Told(ClipChange change)
        {
            var hits = TwoWayHead.Hits(
                (learned, embedded.Of(known, change)),
                (asked, embedded.Of(unknown, change)),
                options.NormalizeFeatures,
                options.CancellationToken);
            return hits / (2.0 * asked.Length);
        }

        ProbedClips Clips(IDataView view, string argument)
        {
            int[] rows = [.. Enumerable.Range(0, checked((int)SampledRows.CountOf(view)))];
            return ProbedClips.Read(ml, view, rows, options, argument);
        }
    }

    private static bool HasSides(SkeletonLayout layout)
        => Enumerable.Range(0, layout.JointCount).Any(joint => layout.Mirror[joint] != joint);
}
