using System.Numerics.Tensors;
using MsMclr.MLNet.Heads.Labels;

namespace MsMclr.MLNet.Heads.Linear;

/// <summary>A linear layer and softmax: weights <c>[classes, D]</c>, a bias a class.</summary>
internal sealed class SoftmaxRegression(int classes, int dimension)
{
    public float[] Weights { get; } = new float[classes * dimension];

    public float[] Biases { get; } = new float[classes];

    public void Logits(ReadOnlySpan<float> row, Span<float> logits)
    {
        for (var label = 0; label < classes; label++)
            logits[label] = TensorPrimitives.Dot(row, Weights.AsSpan(label * dimension, dimension)) + Biases[label];
    }

    /// <summary>Probabilities <c>[N, classes]</c>.</summary>
    public float[] Scores(LabeledFeatures rows)
    {
        var scores = new float[rows.Count * classes];
        Parallel.For(0, rows.Count, row =>
        {
            var target = scores.AsSpan(row * classes, classes);
            Logits(rows[row], target);
            Softmax(target);
        });
        return scores;
    }

    /// <summary>exp(x - max) / sum, in place.</summary>
    public static void Softmax(Span<float> values)
    {
        TensorPrimitives.Subtract(values, TensorPrimitives.Max(values), values);
        TensorPrimitives.SoftMax(values, values);
    }
}
