using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet;

/// <summary>Predicts by the votes of the nearest training rows; made by <see cref="NearestNeighborsTrainer"/>.</summary>
/// <remarks>
/// It scores with ONNX Runtime from the start and saves as in-box components: a saved model loads without this library and gives the
/// same numbers. Thread-safe.
/// </remarks>
public sealed class NearestNeighborsTransformer : ITransformer, IDisposable
{
    private readonly ITransformer _inner;

    internal NearestNeighborsTransformer(ITransformer inner) => _inner = inner;

    bool ITransformer.IsRowToRowMapper => true;

    /// <inheritdoc/>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => _inner.GetOutputSchema(inputSchema);

    /// <inheritdoc/>
    public IDataView Transform(IDataView input) => _inner.Transform(input);

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => _inner.GetRowToRowMapper(inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx) => ((ICanSaveModel)_inner).Save(ctx);

    /// <summary>Frees the ONNX session.</summary>
    public void Dispose() => (_inner as IDisposable)?.Dispose();
}
