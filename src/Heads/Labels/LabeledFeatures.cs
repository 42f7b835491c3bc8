using System.Buffers;
using System.Collections.Immutable;
using System.Numerics.Tensors;
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

    /// <summary>Reads the labeled rows of a view.</summary>
    /// <param name="view">The view.</param>
    /// <param name="columns">The two columns.</param>
    /// <param name="argument">What the caller's own callers call the view, for errors.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static LabeledFeatures Read(IDataView view, LabeledColumns columns, string argument, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(view, argument);
        var label = LabelNames.Require(view.Schema, columns.Label, argument);
        var feature = ColumnErrors.Require(view.Schema, columns.Features, argument);
        if (feature.Type is not VectorDataViewType { IsKnownSize: true } vector || vector.ItemType != NumberDataViewType.Single)
            throw ColumnErrors.Mismatch(columns.Features, "Vector<Single, D>", feature.Type.ToString()!, argument);
        var names = LabelNames.Of(label);
        var values = new ArrayBufferWriter<float>();
        var labels = new List<int>();
        using var cursor = view.GetRowCursor([label, feature]);
        var getLabel = cursor.GetGetter<uint>(label);
        var getFeature = cursor.GetGetter<VBuffer<float>>(feature);
        var key = 0u;
        var row = default(VBuffer<float>);
        while (cursor.MoveNext())
        {
            cancellationToken.ThrowIfCancellationRequested();
            getLabel(ref key);
            if (key == 0 || key > names.Length)
                continue;
            getFeature(ref row);
            if ((long)values.WrittenCount + vector.Size > Array.MaxLength)
                throw TooMany(labels.Count, vector.Size, columns);
            var target = values.GetSpan(vector.Size)[..vector.Size];
            row.CopyTo(target);
            if (target.ContainsAnyExceptInRange(float.MinValue, float.MaxValue))
                throw NotFinite(cursor.Position, columns, argument);
            values.Advance(vector.Size);
            labels.Add((int)key - 1);
        }

        if (labels.Count == 0)
            throw new InvalidOperationException($"The view '{argument}' has no row with a label in column '{columns.Label}'.");
        return new(values.WrittenSpan.ToArray(), vector.Size, [.. labels], names);
    }

    /// <summary>Reads two sets that can be compared: the same classes in the same order, the same number of features.</summary>
    public static (LabeledFeatures Train, LabeledFeatures Test) ReadPair(
        IDataView train,
        IDataView test,
        LabeledColumns columns,
        CancellationToken cancellationToken)
    {
        var first = Read(train, columns, nameof(train), cancellationToken);
        var second = Read(test, columns, nameof(test), cancellationToken);
        if (!first.ClassNames.SequenceEqual(second.ClassNames))
        {
            var each = $"train ({Describe(first.ClassNames)}) and test ({Describe(second.ClassNames)})";
            var advice = "map both with the same MapValueToKey transformer, or load both with the same format.";
            throw new ArgumentException($"The key values of '{columns.Label}' differ between {each}; {advice}", nameof(test));
        }

        if (first.Dimension != second.Dimension)
        {
            var each = $"{first.Dimension} values in train and {second.Dimension} in test";
            throw new ArgumentException($"Column '{columns.Features}' has {each}; embed both with the same encoder.", nameof(test));
        }

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
            TensorPrimitives.Subtract(target, means, target);
            TensorPrimitives.Multiply(target, scales, target);
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

    private static InvalidOperationException TooMany(int rows, int dimension, LabeledColumns columns)
    {
        var size = $"{rows} rows of {dimension} values in '{columns.Features}' are more than one array holds";
        return new InvalidOperationException($"{size}; evaluate fewer rows or smaller features.");
    }

    private static InvalidOperationException NotFinite(long row, LabeledColumns columns, string argument)
    {
        var place = $"Row {row} of column '{columns.Features}' ({argument})";
        return new InvalidOperationException($"{place} holds a value that is not finite; remove the row or replace the value.");
    }

    private static string Describe(ImmutableArray<string> names)
        => $"{names.Length}: {string.Join(", ", names.Take(3))}{(names.Length > 3 ? ", ..." : "")}";
}
