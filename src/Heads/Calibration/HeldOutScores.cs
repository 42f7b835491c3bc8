using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Heads.Calibration;

/// <summary>What heads say of rows that they have not learned from.</summary>
internal sealed class HeldOutScores(int classes)
{
    private const double SmallestProbability = 1e-9;
    private const float SumTolerance = 1e-3f;
    private readonly List<float> _scores = [];
    private readonly List<int> _labels = [];

    /// <summary>What a head's scores are.</summary>
    public enum Kind
    {
        /// <summary>From 0 to 1, with a sum of 1. Their logarithms are divided by the temperature.</summary>
        Probabilities,

        /// <summary>Any numbers, which are divided by it themselves.</summary>
        Logits,
    }

    public int Count => _labels.Count;

    /// <summary>Adds what a head says of some rows. Rows without a label, and those of classes that it has not learned, are left out.
    /// </summary>
    /// <param name="scored">The rows with their scores.</param>
    /// <param name="labelColumn">The label.</param>
    /// <param name="learned">The classes that it has learned, from 1.</param>
    public void Add(IDataView scored, string labelColumn, IReadOnlySet<uint> learned)
    {
        var label = scored.Schema[labelColumn];
        var score = scored.Schema["Score"];
        using var cursor = scored.GetRowCursor([label, score]);
        var getLabel = cursor.GetGetter<uint>(label);
        var getScore = cursor.GetGetter<VBuffer<float>>(score);
        var key = 0u;
        var values = default(VBuffer<float>);
        while (cursor.MoveNext())
        {
            getLabel(ref key);
            if (!learned.Contains(key))
                continue;
            getScore(ref values);
            _scores.AddRange(values.DenseValues());
            _labels.Add((int)key - 1);
        }
    }

    /// <exception cref="InvalidOperationException">A score is not finite.</exception>
    public Kind FindKind()
    {
        var isProbability = true;
        for (var row = 0; row < Count; row++)
        {
            var values = Row(row);
            if (values.ContainsAnyExceptInRange(float.MinValue, float.MaxValue))
                throw new InvalidOperationException("The head gives scores that are not finite, which cannot be calibrated.");
            isProbability &= TensorPrimitives.Min(values) >= 0 && Math.Abs(TensorPrimitives.Sum(values) - 1) <= SumTolerance;
        }

        return isProbability ? Kind.Probabilities : Kind.Logits;
    }

    /// <summary>The temperature whose confidences come nearest to what is right.</summary>
    public double Temperature(Kind kind) => ConfidenceFit.Of(Logits(kind), _labels, classes);

    /// <summary>Log loss and expected calibration error of the probabilities at a temperature.</summary>
    public (double LogLoss, double Error) At(Kind kind, double temperature)
    {
        var bins = new CalibrationBins();
        var loss = 0.0;
        var logits = Logits(kind);
        var shares = new double[classes];
        for (var row = 0; row < Count; row++)
        {
            TensorPrimitives.Divide(logits.AsSpan(row * classes, classes), temperature, shares);
            TensorPrimitives.SoftMax<double>(shares, shares);
            var best = TensorPrimitives.IndexOfMax<double>(shares);
            bins.Add((float)shares[best], best == _labels[row]);
            loss -= Math.Log(Math.Max(shares[_labels[row]], SmallestProbability));
        }

        return (loss / Count, bins.Error);
    }

    private double[] Logits(Kind kind)
        => [.. _scores.Select(score => kind == Kind.Logits ? score : Math.Log(Math.Max(score, SmallestProbability)))];

    private ReadOnlySpan<float> Row(int row) => CollectionsMarshal.AsSpan(_scores).Slice(row * classes, classes);
}
