using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;
using MsMclr.MLNet.Heads.Labels;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Heads.Linear;

/// <summary>Fits a linear layer with ML.NET's <c>LbfgsMaximumEntropy</c>.</summary>
internal static class LinearLbfgs
{
    public static SoftmaxRegression Fit(LabeledFeatures rows, LinearEvaluationOptions options, IHost host)
    {
        using var catalogs = new HostedCatalogs(host, nameof(LinearLbfgs), options.CancellationToken);
        var trainer = catalogs.Multiclass.LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options
        {
            L1Regularization = 0, // With L1 the optimum has no gradient, and the search takes far longer.
            L2Regularization = options.L2Regularization,
            MaximumNumberOfIterations = options.MaximumIterations,
            OptimizationTolerance = 1e-5f,
            NumberOfThreads = 1, // Sums in one order: the same figures on every machine.
        });
        return Layer(catalogs.Fit(trainer, View(catalogs.Data, rows)).Model, rows.Dimension);
    }

    public static SoftmaxRegression Layer(MaximumEntropyModelParameters model, int dimension)
    {
        var weights = default(VBuffer<float>[]);
        model.GetWeights(ref weights, out var classes);
        var layer = new SoftmaxRegression(classes, dimension);
        for (var label = 0; label < classes; label++)
            weights![label].CopyTo(layer.Weights.AsSpan(label * dimension, dimension));
        model.GetBiases().ToArray().CopyTo(layer.Biases, 0);
        return layer;
    }

    private static IDataView View(DataOperationsCatalog data, LabeledFeatures rows)
    {
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, rows.Dimension);
        schema[nameof(Row.Label)].ColumnType = new KeyDataViewType(typeof(uint), rows.Classes);
        var numbers = Enumerable.Range(0, rows.Count);
        var copies = numbers.Select(row => new Row { Features = rows[row].ToArray(), Label = (uint)rows.Labels[row] });
        return data.LoadFromEnumerable(copies, schema);
    }

    private sealed class Row
    {
        public float[] Features { get; set; } = [];

        public uint Label { get; set; } // From 0: LoadFromEnumerable makes key 1 of it.
    }
}
