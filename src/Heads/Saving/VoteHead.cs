using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using MsMclr.MLNet.Heads.Labels;
using MsMclr.MLNet.Heads.Linear;
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
        (Transformer, _biases) = (transformer, layer.Biases);
        _inverse = TransposedInverse(layer.Weights, layer.Biases.Length);
    }

    public ITransformer Transformer { get; }

    public static VoteHead Fit(MLContext context, DataViewSchema.Column label, string votes)
    {
        var classes = checked((int)((KeyDataViewType)label.Type).Count);
        var schema = SchemaDefinition.Create(typeof(Ballot));
        var (vote, truth) = (schema[nameof(Ballot.Votes)], schema[nameof(Ballot.Label)]); // A schema finds columns by their new names.
        (vote.ColumnName, vote.ColumnType) = (votes, new VectorDataViewType(NumberDataViewType.Single, classes));
        (truth.ColumnName, truth.ColumnType) = (label.Name, new KeyDataViewType(typeof(uint), classes));
        LabelNames.Copy(label, truth);
        var ballots = Enumerable.Range(0, classes).Select(number => new Ballot { Label = (uint)number, Votes = [.. Enumerable.Range(0, classes).Select(other => other == number ? 1f : 0f)] });
        var transformer = context.MulticlassClassification.Trainers.LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options
        {
            LabelColumnName = label.Name,
            FeatureColumnName = votes,
            L1Regularization = 0,
            L2Regularization = 0.1f,
            NumberOfThreads = 1,
        }).Fit(context.Data.LoadFromEnumerable(ballots, schema));
        return new VoteHead(transformer, LinearLbfgs.Layer(transformer.Model, classes));
    }

    /// <summary>Adds the nodes from shares to their logarithms, of any shape.</summary>
    public static string Logs(OnnxGraph graph, string shares) => graph.Node("Log", [graph.Node("Max", [shares, graph.Constant(SmallestShare)])]);

    /// <summary>Adds the nodes from log p, <c>[1, classes]</c>, to v, <c>[classes]</c>.</summary>
    public string Undo(OnnxGraph graph, string logs)
    {
        var classes = _biases.Length;
        var undone = graph.Node("MatMul", [graph.Node("Sub", [logs, graph.Constant(_biases)]), graph.Weight("undo", new EncoderTensor([classes, classes], _inverse))]);
        return graph.Node("Reshape", [undone, graph.Constant((long)classes)]);
    }

    // Gauss and Jordan, with pivots, in double: there are as many rows as classes.
    private static float[] TransposedInverse(float[] weights, int size)
    {
        var rows = Enumerable.Range(0, size).Select(row => Enumerable.Range(0, 2 * size)
            .Select(column => column < size ? weights[(row * size) + column] + 1.0 : column - size == row ? 1.0 : 0.0).ToArray()).ToArray();
        for (var pivot = 0; pivot < size; pivot++)
        {
            var best = Enumerable.Range(pivot, size - pivot).MaxBy(row => Math.Abs(rows[row][pivot]));
            (rows[pivot], rows[best]) = (rows[best], rows[pivot]);
            var scale = rows[pivot][pivot];
            for (var column = 0; column < 2 * size; column++)
                rows[pivot][column] /= scale;
            for (var row = 0; row < size; row++)
            {
                var factor = rows[row][pivot];
                for (var column = 0; row != pivot && factor != 0 && column < 2 * size; column++)
                    rows[row][column] -= factor * rows[pivot][column];
            }
        }

        var inverse = new float[size * size];
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column < size; column++)
                inverse[(column * size) + row] = (float)rows[row][size + column];
        }

        return inverse;
    }

    private sealed class Ballot
    {
        public uint Label { get; set; } // From 0: LoadFromEnumerable makes key 1 of it.

        public float[] Votes { get; set; } = [];
    }
}
