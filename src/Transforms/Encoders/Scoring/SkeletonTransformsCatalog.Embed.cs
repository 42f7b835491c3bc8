namespace MsMclr.MLNet;

public sealed partial class SkeletonTransformsCatalog
{
    /// <summary>Adds the embedding of prepared clips, computed by a saved encoder.</summary>
    /// <param name="outputColumnName">The column to add, <c>Vector&lt;Single, D&gt;</c>.</param>
    /// <param name="inputColumnName">
    /// The column of prepared clips, <c>Vector&lt;Single, C, T, V, M&gt;</c>; null for <c>Skeleton</c>.
    /// </param>
    /// <param name="modelFile">
    /// The encoder's file: what <see cref="SkeletonEmbeddingTransformer.SaveEncoder"/> wrote, a saved model (<c>.zip</c>) that holds one,
    /// or weights as <c>LoadEncoder</c> reads them without options.
    /// </param>
    /// <param name="gpuDeviceId">The GPU to score on; null for that of the <c>MLContext</c>, or the CPU if it names none.</param>
    /// <param name="fallbackToCpu">
    /// Whether the CPU takes over where the GPU cannot be used; null for what the <c>MLContext</c> says.
    /// </param>
    /// <returns>The estimator.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="FormatException">The file is no encoder of ours.</exception>
    public SkeletonEmbeddingEstimator Embed(
        string outputColumnName,
        string? inputColumnName,
        string modelFile,
        int? gpuDeviceId = null,
        bool? fallbackToCpu = null)
        => Embed(new SkeletonEmbeddingEstimator.Options
        {
            OutputColumnName = outputColumnName,
            InputColumnName = inputColumnName,
            ModelFile = modelFile,
            GpuDeviceId = gpuDeviceId,
            FallbackToCpu = fallbackToCpu,
        });

    /// <summary>Adds the embedding of prepared clips, computed by a saved encoder.</summary>
    /// <param name="options">Which encoder, on what.</param>
    /// <returns>The estimator.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="FormatException">The file is no encoder of ours.</exception>
    /// <exception cref="ArgumentException">An option is out of its range; the message names it.</exception>
    public SkeletonEmbeddingEstimator Embed(SkeletonEmbeddingEstimator.Options options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new SkeletonEmbeddingEstimator(Environment, options);
    }
}
