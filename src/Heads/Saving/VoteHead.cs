using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using MsMclr.MLNet.Heads.Labels;
using MsMclr.MLNet.Heads.Linear;
using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Transforms.Onnx;

namespace MsMclr.MLNet.Heads.Saving;

/// <summary>
/// A linear classifier W v + b whose softmax gives back given shares p: v = M^-1 (log p - b) with M = W + 1 1^T. (W alone is
/// singular, since its columns sum to 0; adding the same number to all logits changes no softmax.)
/// </summary>
internal sealed class VoteHead
{
    private const float SmallestShare = 1e-9f; // The logarithm of no vote at all.
    private readonly float[] _biases;
    private readonly float[] _inverse; // M^-1, transposed to multiply rows from the right.

    private VoteHead(ITransformer transformer, SoftmaxRegression layer)
    {
        Transformer = transformer;
        _biases = layer.Biases;
        _inverse = TransposedInverse(layer.Weights, layer.Biases.Length);
    }

    public ITransformer Transformer { get; }

    /// <summary>Fits a classifier of votes to one certain ballot for each class.</summary>
    /// <param name="catalogs">Makes the classifier.</param>
    /// <param name="label">The label, whose key values name the classes.</param>
    /// <param name="votes">The column that the classifier reads.</param>
    public static VoteHead Fit(HostedCatalogs catalogs, DataViewSchema.Column label, string votes)
    {
        var classes = checked((int)((KeyDataViewType)label.Type).Count);
        var trainer = catalogs.Multiclass.LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options
        {
            LabelColumnName = label.Name,
            FeatureColumnName = votes,
            L1Regularization = 0,
            L2Regularization = 0.1f,
            NumberOfThreads = 1,
        });
        var transformer = catalogs.Fit(trainer, Ballots(catalogs.Data, label, votes, classes));
        return new VoteHead(transformer, LinearLbfgs.Layer(transformer.Model, classes));
    }

    /// <summary>Adds the nodes from shares to their logarithms, of any shape.</summary>
    public static string Logs(OnnxGraph graph, string shares)
    {
        var positive = graph.Node("Max", [shares, graph.Constant(SmallestShare)]);
        return graph.Node("Log", [positive]);
    }

    /// <summary>Adds the nodes from log p, <c>[1, classes]</c>, to v, <c>[classes]</c>.</summary>
    public string Undo(OnnxGraph graph, string logs)
    {
        var classes = _biases.Length;
        var centered = graph.Node("Sub", [logs, graph.Constant(_biases)]);
        var inverse = graph.Weight("undo", new EncoderTensor([classes, classes], _inverse));
        var undone = graph.Node("MatMul", [centered, inverse]);
        return graph.Node("Reshape", [undone, graph.Constant((long)classes)]);
    }

    private static IDataView Ballots(DataOperationsCatalog data, DataViewSchema.Column label, string votes, int classes)
    {
        // Both columns are looked up before one is renamed: a schema finds them by their new names.
        var schema = SchemaDefinition.Create(typeof(Ballot));
        var vote = schema[nameof(Ballot.Votes)];
        var truth = schema[nameof(Ballot.Label)];
        vote.ColumnName = votes;
        vote.ColumnType = new VectorDataViewType(NumberDataViewType.Single, classes);
        truth.ColumnName = label.Name;
        truth.ColumnType = new KeyDataViewType(typeof(uint), classes);
        LabelNames.Copy(label, truth);
        return data.LoadFromEnumerable(Enumerable.Range(0, classes).Select(number => Ballot.For(number, classes)), schema);
    }

    // In double: there are as many rows as classes.
    private static float[] TransposedInverse(float[] weights, int size)
    {
        var sum = new double[size][];
        for (var row = 0; row < size; row++)
            sum[row] = [.. weights.AsSpan(row * size, size).ToArray().Select(weight => weight + 1.0)];
        var inverse = MatrixInverse.Of(sum);
        var transposed = new float[size * size];
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column < size; column++)
                transposed[(column * size) + row] = (float)inverse[row][column];
        }

        return transposed;
    }

    private sealed class Ballot
    {
        public uint Label { get; set; } // From 0: LoadFromEnumerable makes key 1 of it.

        public float[] Votes { get; set; } = [];

        public static Ballot For(int number, int classes)
        {
            var votes = new float[classes];
            votes[number] = 1;
            return new Ballot { Label = (uint)number, Votes = votes };
        }
    }
}
