using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Loaders.Memory;

/// <summary>Reads the rows of a view of recordings as clips.</summary>
internal static class ClipRows
{
    private const string Expected = "Vector<Single, *, M, V, C>";

    /// <exception cref="ArgumentOutOfRangeException">The view holds no recordings.</exception>
    public static IEnumerable<SkeletonRecording> Of(IDataView view)
    {
        var column = ColumnErrors.Require(view.Schema, "Clip", "clips");
        if (column.Type is not VectorDataViewType { Dimensions: [_, > 0 and var bodies, > 0 and var joints, > 0 and var channels] } vector
            || vector.ItemType != NumberDataViewType.Single)
        {
            throw ColumnErrors.Mismatch("Clip", Expected, column.Type.ToString()!, "clips");
        }

        var empty = new SkeletonRecording
        {
            Values = default,
            Bodies = bodies,
            Joints = joints,
            Channels = channels,
            Layout = LayoutAnnotations.Read(column),
        };
        return Read(view, column, empty);
    }

    private static IEnumerable<SkeletonRecording> Read(IDataView view, DataViewSchema.Column column, SkeletonRecording empty)
    {
        var schema = view.Schema;
        using var cursor = view.GetRowCursor(schema);
        var getValues = cursor.GetGetter<VBuffer<float>>(column);
        var name = Getter<ReadOnlyMemory<char>>(cursor, "Name");
        var label = Getter<uint>(cursor, "Label");
        var names = label is null ? [] : NamesOf(schema["Label"]);
        var subject = Getter<uint>(cursor, "Subject");
        var camera = Getter<uint>(cursor, "Camera");
        var rate = Getter<float>(cursor, "FrameRate");
        var values = default(VBuffer<float>);
        while (cursor.MoveNext())
        {
            getValues(ref values);
            var key = label?.Invoke() ?? 0;
            yield return empty with
            {
                Values = values.DenseValues().ToArray(),
                Name = name?.Invoke().ToString(),
                Label = key >= 1 && key <= names.Length ? names[key - 1] : null,
                Subject = subject?.Invoke() ?? 0,
                Camera = camera?.Invoke() ?? 0,
                FrameRate = rate?.Invoke() ?? 0,
            };
        }
    }

    // Null where there is no such column, or it is of another type.
    private static Func<T>? Getter<T>(DataViewRow row, string name)
    {
        if (row.Schema.GetColumnOrNull(name) is not { } column || column.Type.RawType != typeof(T))
            return null;
        var getter = row.GetGetter<T>(column);
        var value = default(T)!;
        return () =>
        {
            getter(ref value);
            return value;
        };
    }

    /// <summary>The names of a label's keys; none where the column does not tell them.</summary>
    public static string[] NamesOf(DataViewSchema.Column label)
    {
        if (label.Annotations.Schema.GetColumnOrNull("KeyValues")?.Type is not VectorDataViewType { ItemType: TextDataViewType })
            return [];
        var names = default(VBuffer<ReadOnlyMemory<char>>);
        label.GetKeyValues(ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }
}
