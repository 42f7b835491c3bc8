using System.Buffers;
using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Interop;

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

    public static LabeledFeatures Read(IDataView view, string labelColumn, string featureColumn, string argument, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(view, argument);
        var label = LabelNames.Require(view.Schema, labelColumn, argument);
        var feature = ColumnErrors.Require(view.Schema, featureColumn, argument);
        if (feature.Type is not VectorDataViewType { IsKnownSize: true } vector || vector.ItemType != NumberDataViewType.Single)
            throw ColumnErrors.Mismatch(featureColumn, "Vector<Single, D>", feature.Type.ToString()!, argument);
        var names = LabelNames.Of(label);
        var values = new ArrayBufferWriter<float>();
        var labels = new List<int>();
        using var cursor = view.GetRowCursor([label, feature]);
        var getLabel = cursor.GetGetter<uint>(label);
        var getFeature = cursor.GetGetter<VBuffer<float>>(feature);
        var (key, row) = (0u, default(VBuffer<float>));
        while (cursor.MoveNext())
        {
            cancellationToken.ThrowIfCancellationRequested();
            getLabel(ref key);
            if (key == 0 || key > names.Length)
                continue;
            getFeature(ref row);
            if ((long)values.WrittenCount + vector.Size > Array.MaxLength)
                throw new InvalidOperationException($"{labels.Count} rows of {vector.Size} values in '{featureColumn}' are more than one array holds; evaluate fewer rows or smaller features.");
            var target = values.GetSpan(vector.Size)[..vector.Size];
            row.CopyTo(target);
            if (target.ContainsAnyExceptInRange(float.MinValue, float.MaxValue))
                throw new InvalidOperationException($"Row {cursor.Position} of column '{featureColumn}' ({argument}) holds a value that is not finite; remove the row or replace the value.");
            values.Advance(vector.Size);
            labels.Add((int)key - 1);
        }

        if (labels.Count == 0)
            throw new InvalidOperationException($"The view '{argument}' has no row with a label in column '{labelColumn}'.");
        return new(values.WrittenSpan.ToArray(), vector.Size, [.. labels], names);
    }

    /// <summary>Two sets that can be compared: the same classes in the same order, the same number of features.</summary>
    public static (LabeledFeatures Train, LabeledFeatures Test) ReadPair(IDataView train, IDataView test, string labelColumn, string featureColumn, CancellationToken cancellationToken)
    {
        var first = Read(train, labelColumn, featureColumn, nameof(train), cancellationToken);
        var second = Read(test, labelColumn, featureColumn, nameof(test), cancellationToken);
        if (!first.ClassNames.SequenceEqual(second.ClassNames))
        {
            throw new ArgumentException($"The key values of '{labelColumn}' differ between train ({Describe(first.ClassNames)}) and test ({Describe(second.ClassNames)}); "
                + "map both with the same MapValueToKey transformer, or load both with the same format.", nameof(test));
        }

        if (first.Dimension != second.Dimension)
            throw new ArgumentException($"Column '{featureColumn}' has {first.Dimension} values in train and {second.Dimension} in test; embed both with the same encoder.", nameof(test));
        return (first, second);
    }

    /// <summary>The rows with each column brought to mean 0 and deviation 1 by the statistics of <paramref name="reference"/>.</summary>
    public LabeledFeatures StandardizedBy(LabeledFeatures reference)
    {
        var (means, scales) = reference.Moments();
        var values = (float[])Values.Clone();
        for (var row = 0; row < Count; row++)
        {
            var target = values.AsSpan(row * Dimension, Dimension);
            System.Numerics.Tensors.TensorPrimitives.Subtract(target, means, target);
            System.Numerics.Tensors.TensorPrimitives.Multiply(target, scales, target);
        }

        return new(values, Dimension, Labels, ClassNames);
    }

    private (float[] Means, float[] Scales) Moments()
    {
        var (sums, squares) = (new double[Dimension], new double[Dimension]);
        for (var row = 0; row < Count; row++)
        {
            var values = this[row];
            for (var i = 0; i < values.Length; i++)
                sums[i] += values[i];
        }

        for (var row = 0; row < Count; row++)
        {
            var values = this[row];
            for (var i = 0; i < values.Length; i++)
                squares[i] += Math.Pow(values[i] - (sums[i] / Count), 2);
        }

        return ([.. sums.Select(sum => (float)(sum / Count))], [.. squares.Select((square, i) => Scale(Math.Sqrt(square / Count), Math.Abs(sums[i] / Count)))]);
    }

    // A column is constant where it varies by no more than single precision rounds; how small its values are doesn't matter (an untrained encoder's are 1e-10).
    private static float Scale(double deviation, double mean) => deviation > Math.Max(1e-6 * mean, 1e-30) ? (float)(1 / deviation) : 0f;

    private static string Describe(ImmutableArray<string> names)
        => $"{names.Length}: {string.Join(", ", names.Take(3))}{(names.Length > 3 ? ", ..." : "")}";
}
