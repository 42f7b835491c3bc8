using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Heads.Calibration;

/// <summary>Deals groups of rows, such as people, to folds of about equal size. A group is never in two folds.</summary>
internal sealed class GroupFolds
{
    private readonly Dictionary<string, int> _folds;

    private GroupFolds(Dictionary<string, int> folds, int count)
    {
        _folds = folds;
        Count = count;
    }

    public int Count { get; }

    /// <summary>Deals the groups of a column, the largest first, each to the fold that has the fewest rows.</summary>
    /// <exception cref="InvalidOperationException">There is one group, or none.</exception>
    public static GroupFolds Of(IDataView view, string column, int folds)
    {
        var group = ColumnErrors.Require(view.Schema, column);
        var sizes = new SortedDictionary<string, int>(StringComparer.Ordinal);
        using (var cursor = view.GetRowCursor([group]))
        {
            var read = Reader(cursor, group);
            while (cursor.MoveNext())
            {
                var name = read();
                sizes[name] = sizes.GetValueOrDefault(name) + 1;
            }
        }

        if (sizes.Count < 2)
        {
            throw new InvalidOperationException(
                $"Column '{column}' has {sizes.Count} group of rows; two or more are needed, so that some can be held out. Name a column "
                + "of people in GroupColumnName.");
        }

        var count = Math.Min(folds, sizes.Count);
        var rows = new int[count];
        var dealt = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (name, size) in sizes.OrderByDescending(size => size.Value))
        {
            var fold = Array.IndexOf(rows, rows.Min());
            dealt[name] = fold;
            rows[fold] += size;
        }

        return new GroupFolds(dealt, count);
    }

    public int FoldOf(string group) => _folds[group];

    /// <summary>Reads the group of a cursor's row.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The column is of a type that no groups are made of.</exception>
    public static Func<string> Reader(DataViewRow row, DataViewSchema.Column group)
    {
        if (group.Type is TextDataViewType)
            return Read<ReadOnlyMemory<char>>(row, group, text => text.ToString());
        if (group.Type.RawType == typeof(uint))
            return Read<uint>(row, group, number => number.ToString(CultureInfo.InvariantCulture));
        if (group.Type == NumberDataViewType.Int32)
            return Read<int>(row, group, number => number.ToString(CultureInfo.InvariantCulture));
        if (group.Type == NumberDataViewType.Single)
            return Read<float>(row, group, number => number.ToString(CultureInfo.InvariantCulture));
        throw ColumnErrors.Mismatch(group.Name, "text, a key, or a number (UInt32, Int32, Single)", group.Type.ToString()!);
    }

    private static Func<string> Read<T>(DataViewRow row, DataViewSchema.Column group, Func<T, string> text)
    {
        var getter = row.GetGetter<T>(group);
        var value = default(T)!;
        return () =>
        {
            getter(ref value);
            return text(value);
        };
    }
}
