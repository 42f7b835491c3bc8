using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Heads.Evaluation;

/// <summary>Some rows of a column of features, in memory. Nothing else of the view is read.</summary>
/// <param name="Rows">The rows, each of the same length.</param>
/// <param name="Positions">Where they stand in the view.</param>
internal sealed record SampledRows(IReadOnlyList<float[]> Rows, int[] Positions)
{
    /// <summary>Reads at most so many rows, evenly spaced.</summary>
    /// <param name="view">The view.</param>
    /// <param name="name">The column.</param>
    /// <param name="most">The most rows.</param>
    /// <param name="argument">What the caller's own callers call the view, for errors.</param>
    public static SampledRows Read(IDataView view, string name, int most, string argument)
    {
        ArgumentNullException.ThrowIfNull(view, argument);
        var rows = Read(view, name, EvenRows.Of(CountOf(view), most), argument);
        for (var row = 0; row < rows.Rows.Count; row++)
        {
            if (rows.Rows[row].AsSpan().ContainsAnyExceptInRange(float.MinValue, float.MaxValue))
                throw NotFinite(rows.Positions[row], name, argument);
        }

        return rows;
    }

    /// <summary>Reads the rows at some positions, which ascend. A number may be missing.</summary>
    public static SampledRows Read(IDataView view, string name, int[] positions, string argument)
    {
        var column = ColumnErrors.Require(view.Schema, name, argument);
        if (column.Type is not VectorDataViewType { IsKnownSize: true } vector || vector.ItemType != NumberDataViewType.Single)
            throw ColumnErrors.Mismatch(name, "Vector<Single, D>", column.Type.ToString()!, argument);
        if (positions.Length == 0)
            throw new InvalidOperationException($"The view '{argument}' has no rows.");
        var rows = new List<float[]>();
        using var cursor = view.GetRowCursor([column]);
        var getter = cursor.GetGetter<VBuffer<float>>(column);
        var row = default(VBuffer<float>);
        while (rows.Count < positions.Length && cursor.MoveNext())
        {
            if (cursor.Position != positions[rows.Count])
                continue;
            getter(ref row);
            rows.Add([.. row.DenseValues()]);
        }

        return new SampledRows(rows, positions);
    }

    /// <summary>Counts the rows of a view. No column is asked for, so nothing is computed.</summary>
    public static long CountOf(IDataView view)
    {
        if (view.GetRowCount() is { } known)
            return known;
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
