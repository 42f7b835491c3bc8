using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Interop;

/// <summary>Writes and reads the annotations that tell which skeleton a column holds.</summary>
internal static class LayoutAnnotations
{
    /// <summary>Annotations that tell the layout and, where there are scores beside them, the number of coordinates.</summary>
    public static DataViewSchema.Annotations Write(SkeletonLayout layout, int? coordinates = null)
    {
        var names = new VectorDataViewType(TextDataViewType.Instance, layout.JointCount);
        var builder = new DataViewSchema.Annotations.Builder();
        builder.Add(SkeletonAnnotations.Layout, TextDataViewType.Instance, (ref ReadOnlyMemory<char> value) =>
        {
            value = layout.ToJson().AsMemory();
        });
        builder.Add(SkeletonAnnotations.Joints, names, (ref VBuffer<ReadOnlyMemory<char>> value) =>
        {
            var editor = VBufferEditor.Create(ref value, layout.JointCount);
            for (var joint = 0; joint < layout.JointCount; joint++)
                editor.Values[joint] = layout.Joints[joint].AsMemory();
            value = editor.Commit();
        });
        if (coordinates is { } count)
            builder.Add(SkeletonAnnotations.Coordinates, NumberDataViewType.Int32, (ref int value) => value = count);
        return builder.ToAnnotations();
    }

    /// <summary>The layout that a column is annotated with, or null.</summary>
    public static SkeletonLayout? Read(DataViewSchema.Column column)
    {
        var annotation = column.Annotations.Schema.GetColumnOrNull(SkeletonAnnotations.Layout);
        if (annotation?.Type is not TextDataViewType)
            return null;
        var json = default(ReadOnlyMemory<char>);
        column.Annotations.GetValue(SkeletonAnnotations.Layout, ref json);
        return SkeletonLayout.FromJson(json.ToString());
    }

    /// <summary>How many of a joint's values are coordinates, or null where the column does not tell.</summary>
    public static int? ReadCoordinates(DataViewSchema.Column column)
    {
        var annotation = column.Annotations.Schema.GetColumnOrNull(SkeletonAnnotations.Coordinates);
        if (annotation?.Type != NumberDataViewType.Int32)
            return null;
        var coordinates = 0;
        column.Annotations.GetValue(SkeletonAnnotations.Coordinates, ref coordinates);
        return coordinates;
    }
}
