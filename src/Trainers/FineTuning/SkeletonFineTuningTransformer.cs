using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MsMclr.MLNet.Heads.Saving;
using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Trainers.FineTuning;
using MsMclr.MLNet.Transforms.Encoders.Definition;

namespace MsMclr.MLNet;

/// <summary>Predicts actions with a fine-tuned encoder and its head; made by <see cref="SkeletonFineTuningTrainer"/>.</summary>
/// <remarks>
/// It scores with ONNX Runtime from the start, in batches inside the cursor, and saves as in-box components: a saved model loads without
/// this library, scores row by row there, and gives the same numbers. Thread-safe; dispose it when done.
/// </remarks>
public sealed class SkeletonFineTuningTransformer : ITransformer, IDisposable
{
    private readonly TransformerChain<ITransformer> _chain;

    internal SkeletonFineTuningTransformer(
        IHostEnvironment environment, EncoderDefinition encoder, DataViewSchema.Column label, string inputColumnName, int? gpuDeviceId,
        bool fallbackToCpu)
    {
        var features = $"{inputColumnName}.Features";
        using var catalogs = new HostedCatalogs(environment, nameof(SkeletonFineTuningTransformer));
        var head = VoteModel.Build(
            catalogs,
            label,
            features,
            encoder.FeatureSize,
            (votes, output, input) => HeadGraph.Build(encoder, votes, output, input),
            features);
        _chain = new(new SkeletonEmbeddingTransformer(environment, encoder, features, inputColumnName, gpuDeviceId, fallbackToCpu), head);
        Encoder = new SkeletonEmbeddingTransformer(environment, encoder, "Features", inputColumnName, gpuDeviceId, fallbackToCpu);
    }

    /// <summary>
    /// Gets the fine-tuned encoder, which adds embeddings as <c>Features</c>: to save with
    /// <see cref="SkeletonEmbeddingTransformer.SaveEncoder"/> or <see cref="SkeletonEmbeddingTransformer.SaveWeights"/> (the head goes
    /// along as <c>fc.weight</c>, <c>fc.bias</c>), or for other heads. Disposed with this.
    /// </summary>
    public SkeletonEmbeddingTransformer Encoder { get; }

    bool ITransformer.IsRowToRowMapper => true;

    /// <inheritdoc/>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => _chain.GetOutputSchema(inputSchema);

    /// <inheritdoc/>
    public IDataView Transform(IDataView input) => _chain.Transform(input);

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => ((ITransformer)_chain).GetRowToRowMapper(inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx) => ((ICanSaveModel)_chain).Save(ctx);

    /// <summary>Frees the ONNX sessions.</summary>
    public void Dispose()
    {
        Encoder.Dispose();
        _chain.Dispose();
    }
}
