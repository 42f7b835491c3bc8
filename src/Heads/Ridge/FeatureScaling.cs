using MsMclr.MLNet.Heads.Labels;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Heads.Ridge;

/// <summary>
/// Brings features to mean 0 and, where asked for, deviation 1: (x - Offset) * Scale - Shift. The offset is the mean rounded to
/// single precision, because single precision subtracts it when the model scores; the shift is what rounding left over.
/// </summary>
internal sealed class FeatureScaling
{
    // A feature is constant where it varies by no more than single precision rounds.
    private const double SmallestRelativeDeviation = 1e-6;
    private const double SmallestDeviation = 1e-30;

    private FeatureScaling(int dimension)
    {
        Offsets = new float[dimension];
        Scales = new double[dimension];
        Shifts = new double[dimension];
    }

    public float[] Offsets { get; }

    public double[] Scales { get; }

    public double[] Shifts { get; }

    /// <summary>Takes means and deviations from rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="normalize">Whether deviations become 1; otherwise they stay. A constant feature becomes 0 anyway.</param>
    public static FeatureScaling Of(LabeledFeatures rows, bool normalize)
    {
        var scaling = new FeatureScaling(rows.Dimension);
        var means = Means(rows);
        var squares = new double[rows.Dimension];
        for (var row = 0; row < rows.Count; row++)
        {
            var values = rows[row];
            for (var i = 0; i < values.Length; i++)
                squares[i] += (values[i] - means[i]) * (values[i] - means[i]);
        }

        for (var i = 0; i < means.Length; i++)
        {
            var deviation = Math.Sqrt(squares[i] / rows.Count);
            var varies = deviation > Math.Max(SmallestRelativeDeviation * Math.Abs(means[i]), SmallestDeviation);
            scaling.Offsets[i] = (float)means[i];
            if (varies)
                scaling.Scales[i] = normalize ? 1 / deviation : 1;
            scaling.Shifts[i] = (means[i] - scaling.Offsets[i]) * scaling.Scales[i];
        }

        return scaling;
    }

    /// <summary>The rows scaled, <c>[N, D]</c>.</summary>
    public double[] Apply(LabeledFeatures rows)
    {
        var scaled = new double[rows.Values.Length];
        ParallelRows.For(rows.Count, row =>
        {
            var values = rows[row];
            var target = scaled.AsSpan(row * rows.Dimension, rows.Dimension);
            for (var i = 0; i < values.Length; i++)
                target[i] = (((double)values[i] - Offsets[i]) * Scales[i]) - Shifts[i];
        });
        return scaled;
    }

    private static double[] Means(LabeledFeatures rows)
    {
        var means = new double[rows.Dimension];
        for (var row = 0; row < rows.Count; row++)
        {
            var values = rows[row];
            for (var i = 0; i < values.Length; i++)
                means[i] += values[i];
        }

        for (var i = 0; i < means.Length; i++)
            means[i] /= rows.Count;
        return means;
    }
}
