using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet;

/// <summary>What a column of prepared clips, <c>Vector&lt;Single, C, T, V, M&gt;</c>, must be.</summary>
internal static class PreparedColumn
{
    /// <summary>A column of the given shape; it may have lost dimensions and annotations on its way (after a load, in a <c>PredictionEngine</c>), but not contradict them.</summary>
    public static void Check(DataViewSchema.Column column, ClipShape shape, SkeletonLayout layout)
    {
        var fits = column.Type is VectorDataViewType { ItemType: NumberDataViewType item } vector && item == NumberDataViewType.Single
            && (vector.Size == 0 || vector.Size == shape.Length)
            && (vector.Dimensions.Length != 4 || vector.Dimensions.SequenceEqual(TypeOf(shape).Dimensions));
        if (!fits)
            throw ColumnErrors.Mismatch(column.Name, TypeOf(shape).ToString(), column.Type.ToString()!);
        if (LayoutAnnotations.Read(column) is { } actual && !actual.Equals(layout))
            throw ColumnErrors.Mismatch(column.Name, $"the skeleton layout {layout}", actual.Name);
    }

    public static void CheckLength(string column, ClipShape shape, long row, int length)
    {
        if (length != shape.Length)
            throw new InvalidOperationException($"Row {row}: column '{column}' holds {length} values; a clip of shape {shape} has {shape.Length}. Prepare clips first.");
    }

    public static VectorDataViewType TypeOf(ClipShape shape) => new(NumberDataViewType.Single, shape.Channels, shape.Frames, shape.Joints, shape.Bodies);

    /// <summary>The shape of a column that <c>Prepare</c> made, or null.</summary>
    public static ClipShape? ShapeOf(DataViewSchema.Column column)
        => column.Type is VectorDataViewType { ItemType: NumberDataViewType item, Dimensions: [> 0 and var channels, > 0 and var frames, > 0 and var joints, > 0 and var bodies] } && item == NumberDataViewType.Single
            ? new ClipShape(channels, frames, joints, bodies)
            : null;
}
