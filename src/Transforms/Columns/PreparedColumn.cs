using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Transforms.Columns;

/// <summary>What a column of prepared clips, <c>Vector&lt;Single, C, T, V, M&gt;</c>, must be.</summary>
internal static class PreparedColumn
{
    /// <summary>
    /// Requires a column of the given shape, and layout unless that is null. It may have lost dimensions and annotations on its way
    /// (after a load, in a <c>PredictionEngine</c>), but not contradict them.
    /// </summary>
    public static void Check(DataViewSchema.Column column, ClipShape shape, SkeletonLayout? layout)
    {
        if (!Fits(column.Type, shape))
            throw ColumnErrors.Mismatch(column.Name, TypeOf(shape).ToString(), column.Type.ToString()!);
        if (layout is not null && LayoutAnnotations.Read(column) is { } actual && !actual.Equals(layout))
            throw ColumnErrors.Mismatch(column.Name, $"the skeleton layout {layout}", actual.Name);
    }

    /// <summary>Requires a row to have as many values as a clip of the shape.</summary>
    public static void CheckLength(string column, ClipShape shape, long row, int length)
    {
        if (length == shape.Length)
            return;
        var told = $"Row {row}: column '{column}' holds {length} values; a clip of shape {shape} has {shape.Length}. Prepare clips first.";
        throw new InvalidOperationException(told);
    }

    public static VectorDataViewType TypeOf(ClipShape shape)
        => new(NumberDataViewType.Single, shape.Channels, shape.Frames, shape.Joints, shape.Bodies);

    /// <summary>Shape and layout of a column, from the options or from the column.</summary>
    public static (ClipShape Shape, SkeletonLayout Layout) Describe(DataViewSchema.Column column, ClipShape? shape, SkeletonLayout? layout)
    {
        var knownShape = ShapeOf(column, shape);
        if ((layout ?? LayoutAnnotations.Read(column)) is not { } knownLayout)
            throw new ArgumentException($"Column '{column.Name}' is not annotated with a skeleton layout; set Options.Layout.");
        if (knownLayout.JointCount != knownShape.Joints)
        {
            var expected = $"{knownLayout.JointCount} joints (the layout {knownLayout})";
            throw ColumnErrors.Mismatch(column.Name, expected, $"{knownShape.Joints} joints");
        }

        Check(column, knownShape, knownLayout);
        return (knownShape, knownLayout);
    }

    /// <summary>The shape of a column's clips, from the options or from the column.</summary>
    public static ClipShape ShapeOf(DataViewSchema.Column column, ClipShape? shape)
    {
        if (column.Type is not VectorDataViewType vector || vector.ItemType != NumberDataViewType.Single)
            throw ColumnErrors.Mismatch(column.Name, "Vector<Single, C, T, V, M>", column.Type.ToString()!);
        if (shape is { } known)
            return known;
        if (vector.Dimensions is [> 0 and var channels, > 0 and var frames, > 0 and var joints, > 0 and var bodies])
            return new ClipShape(channels, frames, joints, bodies);
        var told = $"Column '{column.Name}' ({column.Type}) does not tell its clips' shape [C, T, V, M]; set Options.Shape.";
        throw new ArgumentException(told);
    }

    /// <summary>How many of a joint's values are coordinates, or null where the column does not tell.</summary>
    public static int? CoordinatesOf(DataViewSchema.Column column, ClipShape shape)
    {
        var coordinates = LayoutAnnotations.ReadCoordinates(column);
        if (coordinates is null || (coordinates >= 1 && coordinates <= shape.Channels))
            return coordinates;
        throw ColumnErrors.Mismatch(column.Name, $"1 to {shape.Channels} coordinates", $"{coordinates}");
    }

    private static bool Fits(DataViewType type, ClipShape shape)
    {
        if (type is not VectorDataViewType vector || vector.ItemType != NumberDataViewType.Single)
            return false;
        var lengthFits = vector.Size == 0 || vector.Size == shape.Length;
        var dimensionsFit = vector.Dimensions.Length != 4 || vector.Dimensions.SequenceEqual(TypeOf(shape).Dimensions);
        return lengthFits && dimensionsFit;
    }
}
