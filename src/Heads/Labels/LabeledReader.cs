using System.Buffers;
using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Heads.Labels;

/// <summary>Reads the labeled rows of views into memory.</summary>
internal static class LabeledReader
{
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
        return new LabeledFeatures(values.WrittenSpan.ToArray(), vector.Size, [.. labels], names);
    }

    /// <summary>Reads what a classifier is trained on: rows of at least two classes.</summary>
    public static LabeledFeatures ReadForClassifier(
        IDataView view,
        LabeledColumns columns,
        string argument,
        CancellationToken cancellationToken)
    {
        var rows = Read(view, columns, argument, cancellationToken);
        if (rows.Classes < 2)
        {
            var found = $"Column '{columns.Label}' has {rows.Classes} key value";
            throw new InvalidOperationException($"{found}; a classifier needs at least two.");
        }

        return rows;
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
