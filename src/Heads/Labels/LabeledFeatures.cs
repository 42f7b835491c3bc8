using System.Collections.Immutable;
using System.Numerics.Tensors;

namespace MsMclr.MLNet.Heads.Labels;

/// <summary>The labeled rows of a view, in memory: features <c>[N, D]</c> and labels from 0. Rows without a label are left out.</summary>
internal sealed class LabeledFeatures(float[] values, int dimension, int[] labels, ImmutableArray<string> classNames)
{
    public float[] Values { get; } = values;

    public int Dimension { get; } = dimension;

    public int[] Labels { get; } = labels;

    public ImmutableArray<string> ClassNames { get; } = classNames;

    public int Count => Labels.Length;

    public int Classes => ClassNames.Length;

    public ReadOnlySpan<float> this[int row] => Values.AsSpan(row * Dimension, Dimension);

    /// <summary>The rows with each column brought to mean 0 and deviation 1 by the statistics of <paramref name="reference"/>.</summary>
    public LabeledFeatures StandardizedBy(LabeledFeatures reference)
    {
        var (means, scales) = reference.Moments();
        var values = (float[])Values.Clone();
        for (var row = 0; row < Count; row++)
        {
            var target = values.AsSpan(row * Dimension, Dimension);
            TensorPrimitives.Subtract(target, means, target);
            TensorPrimitives.Multiply(target, scales, target);
        }

        return new(values, Dimension, Labels, ClassNames);
    }

    /// <summary>
    /// The rows with each column brought to mean 0, and all columns multiplied by one number, so that their mean square is 1. Both are
    /// those of <paramref name="reference"/>. Columns that vary more keep their weight.
    /// </summary>
    public LabeledFeatures ScaledTogetherBy(LabeledFeatures reference)
    {
        var (means, scales) = reference.Moments();
        var varying = scales.Where(scale => scale > 0).Select(scale => 1.0 / ((double)scale * scale)).ToArray();
        var factor = varying.Length == 0 ? 0f : (float)Math.Sqrt(Dimension / varying.Sum());
        var values = (float[])Values.Clone();
        for (var row = 0; row < Count; row++)
        {
            var target = values.AsSpan(row * Dimension, Dimension);
            TensorPrimitives.Subtract(target, means, target);
            TensorPrimitives.Multiply(target, factor, target);
        }

        return new(values, Dimension, Labels, ClassNames);
    }

    private (float[] Means, float[] Scales) Moments()
    {
        var sums = new double[Dimension];
        for (var row = 0; row < Count; row++)
        {
            var values = this[row];
            for (var i = 0; i < values.Length; i++)
                sums[i] += values[i];
        }

        var squares = new double[Dimension];
        for (var row = 0; row < Count; row++)
        {
            var values = this[row];
            for (var i = 0; i < values.Length; i++)
                squares[i] += Math.Pow(values[i] - (sums[i] / Count), 2);
        }

        var means = sums.Select(sum => (float)(sum / Count)).ToArray();
        var scales = squares.Select((square, i) => Scale(Math.Sqrt(square / Count), Math.Abs(sums[i] / Count))).ToArray();
        return (means, scales);
    }

    // A column is constant where it varies by no more than single precision rounds. How small its values are doesn't matter: an
    // untrained encoder's are 1e-10.
    private static float Scale(double deviation, double mean)
        => deviation > Math.Max(1e-6 * mean, 1e-30) ? (float)(1 / deviation) : 0f;
}
