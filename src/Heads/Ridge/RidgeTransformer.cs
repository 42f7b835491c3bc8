using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Heads.Ridge;

namespace MsMclr.MLNet;

/// <summary>Predicts classes by ridge regression; made by <see cref="RidgeTrainer"/>.</summary>
/// <remarks>
/// It scores with ONNX Runtime from the start and saves as in-box components: a saved model loads without this library and gives
/// the same numbers. Thread-safe.
/// </remarks>
public sealed class RidgeTransformer : ITransformer, IDisposable
{
    private readonly ITransformer _inner;

    internal RidgeTransformer(ITransformer inner, RidgeModel model)
    {
        _inner = inner;
        Strength = model.Strength;
        Temperature = model.Temperature;
        LeaveOneOutAccuracy = model.Accuracy;
        LeaveOneOutLogLoss = model.LogLoss;
    }

    /// <summary>Gets the strength that was chosen.</summary>
    public double Strength { get; }

    /// <summary>Gets the number that scores are divided by before the softmax.</summary>
    public double Temperature { get; }

    /// <summary>
    /// Gets the share of the training rows that a model of all other rows classifies correctly; null where each row is alone in
    /// its class. Rows alone in their class are not counted.
    /// </summary>
    public double? LeaveOneOutAccuracy { get; }

    /// <summary>Gets the mean of -ln p of the same rows; null where each row is alone in its class.</summary>
    public double? LeaveOneOutLogLoss { get; }

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
