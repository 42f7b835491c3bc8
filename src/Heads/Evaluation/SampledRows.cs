using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Heads.Evaluation;

/// <summary>Some rows of a column of features, in memory. Nothing else of the view is read.</summary>
/// <param name="Rows">The rows, each of the same length.</param>
internal sealed record SampledRows(IReadOnlyList<float[]> Rows)
{
    /// <summary>Reads at most so many rows, evenly spaced.</summary>
    /// <param name="view">The view.</param>
    /// <param name="name">The column.</param>
    /// <param name="most">The most rows.</param>
    /// <param name="argument">What the caller's own callers call the view, for errors.</param>
    public static SampledRows Read(IDataView view, string name, int most, string argument)
    {
        ArgumentNullException.ThrowIfNull(view, argument);
        var column = ColumnErrors.Require(view.Schema, name, argument);
        if (column.Type is not VectorDataViewType { IsKnownSize: true } vector || vector.ItemType != NumberDataViewType.Single)
            throw ColumnErrors.Mismatch(name, "Vector<Single, D>", column.Type.ToString()!, argument);
        var wanted = EvenRows.Of(view.GetRowCount() ?? Count(view), most);
        if (wanted.Length == 0)
            throw new InvalidOperationException($"The view '{argument}' has no rows.");
        var rows = new List<float[]>();
        using var cursor = view.GetRowCursor([column]);
        var getter = cursor.GetGetter<VBuffer<float>>(column);
        var row = default(VBuffer<float>);
        while (rows.Count < wanted.Length && cursor.MoveNext())
        {
            if (cursor.Position != wanted[rows.Count])
                continue;
            getter(ref row);
            float[] values = [.. row.DenseValues()];
            if (values.AsSpan().ContainsAnyExceptInRange(float.MinValue, float.MaxValue))
                throw NotFinite(cursor.Position, name, argument);
            rows.Add(values);
        }

        return new SampledRows(rows);
    }

    // No column is asked for, so nothing is computed.
    private static long Count(IDataView view)
    {
        using var cursor = view.GetRowCursor([]);
        var count = 0L;
        while (cursor.MoveNext())
            count++;
        return count;
    }

    private static InvalidOperationException NotFinite(long row, string name, string argument)
    {
        var place = $"Row {row} of column '{name}' ({argument})";
        return new InvalidOperationException($"{place} holds a value that is not finite; remove the row or replace the value.");
    }
}
