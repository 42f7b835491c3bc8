using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Transforms.Columns;

/// <summary>What a column of recordings, <c>Vector&lt;Single, *, M, V, C&gt;</c>, must be.</summary>
internal static class RecordedColumn
{
    /// <summary>A column of the given sizes; it may have lost dimensions and annotations on its way, but not contradict them.</summary>
    public static void Check(DataViewSchema.Column column, int bodies, SkeletonLayout layout, int channels)
    {
        var joints = layout.JointCount;
        var fits = IsVector(column.Type, out var vector)
            && (vector.Dimensions is not [_, var m, var v, var c] || (m == bodies && v == joints && c == channels))
            && vector.Size % (bodies * joints * channels) == 0;
        var actual = LayoutAnnotations.Read(column);
        var skeleton = actual is null ? "" : $" ({actual})";
        if (!fits)
        {
            var expected = $"Vector<Single, *, {bodies}, {joints}, {channels}> ({layout}), as the clips of Fit were";
            throw ColumnErrors.Mismatch(column.Name, expected, $"{column.Type}{skeleton}");
        }

        if (actual is not null && !actual.Equals(layout))
            throw ColumnErrors.Mismatch(column.Name, $"the skeleton layout {layout}, as the clips of Fit were", $"{actual}");
    }

    /// <summary>M, V and C of a column, where its type tells them.</summary>
    public static (int Bodies, int Joints, int Channels)? SizesOf(DataViewSchema.Column column)
    {
        if (!IsVector(column.Type, out var vector))
            throw ColumnErrors.Mismatch(column.Name, "Vector<Single, *, M, V, C>", $"{column.Type}{Remedy(column)}");
        return vector.Dimensions is [_, > 0 and var bodies, > 0 and var joints, > 0 and var channels] ? (bodies, joints, channels) : null;
    }

    private static string Remedy(DataViewSchema.Column column)
    {
        if (column.Type is not VectorDataViewType vector || vector.ItemType != NumberDataViewType.Double)
            return "";
        return $"; before Prepare, mlContext.Transforms.Conversion.ConvertType(\"{column.Name}\", outputKind: DataKind.Single) does it";
    }

    private static bool IsVector(DataViewType type, out VectorDataViewType vector)
    {
        vector = (type as VectorDataViewType)!;
        return vector is not null && vector.ItemType == NumberDataViewType.Single;
    }
}
