using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet;

/// <summary>Predicts by a head whose scores were calibrated; made by <see cref="TemperatureScalingTrainer"/>.</summary>
/// <remarks>
/// It scores with ONNX Runtime from the start and saves as in-box components: a saved model loads without this library, if the head does,
/// and gives the same numbers.
/// </remarks>
public sealed class TemperatureScalingTransformer : ITransformer, IDisposable
{
    private readonly ITransformer _inner;

    internal TemperatureScalingTransformer(
        ITransformer inner,
        double temperature,
        int heldOutCount,
        (double LogLoss, double Error) before,
        (double LogLoss, double Error) after)
    {
        _inner = inner;
        Temperature = temperature;
        HeldOutCount = heldOutCount;
        LogLossBefore = before.LogLoss;
        LogLossAfter = after.LogLoss;
        ExpectedCalibrationErrorBefore = before.Error;
        ExpectedCalibrationErrorAfter = after.Error;
    }

    /// <summary>Gets T. Above 1 the head was too sure of itself, and below 1 not sure enough.</summary>
    public double Temperature { get; }

    /// <summary>Gets how many rows were held out, and T was chosen on.</summary>
    public int HeldOutCount { get; }

    /// <summary>Gets the mean of -ln p of the right class, of the rows that were held out, as the heads score them.</summary>
    public double LogLossBefore { get; }

    /// <summary>Gets the same with the temperature.</summary>
    public double LogLossAfter { get; }

    /// <summary>
    /// Gets how far confidence and accuracy differ over the rows that were held out, in 15 bins of equal width, 0 to 1, as the heads score
    /// them.
    /// </summary>
    public double ExpectedCalibrationErrorBefore { get; }

    /// <summary>Gets the same with the temperature. Other people may be harder; this is what the training rows can tell.</summary>
    public double ExpectedCalibrationErrorAfter { get; }

    bool ITransformer.IsRowToRowMapper => true;

    /// <inheritdoc/>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => _inner.GetOutputSchema(inputSchema);

    /// <inheritdoc/>
    public IDataView Transform(IDataView input) => _inner.Transform(input);

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => _inner.GetRowToRowMapper(inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx) => ((ICanSaveModel)_inner).Save(ctx);

    /// <summary>Frees the ONNX sessions.</summary>
    public void Dispose() => (_inner as IDisposable)?.Dispose();
}
