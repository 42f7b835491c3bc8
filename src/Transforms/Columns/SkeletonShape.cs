using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Transforms.Columns;

/// <summary>The schema shapes of our estimators: what <c>GetOutputSchema</c> says before anything is fitted.</summary>
internal static class SkeletonShape
{
    /// <summary>The input's shape with one vector column added.</summary>
    public static SchemaShape Add(SchemaShape input, string inputColumn, string expected, string outputColumn, bool withLayout)
    {
        ArgumentNullException.ThrowIfNull(input);
        var column = input.FirstOrDefault(existing => existing.Name == inputColumn);
        if (column.Name is null)
            throw ColumnErrors.NotFound(inputColumn);
        var isVector = column.Kind != SchemaShape.Column.VectorKind.Scalar;
        if (!isVector || column.ItemType != NumberDataViewType.Single || column.IsKey)
            throw ColumnErrors.Mismatch(inputColumn, expected, $"{column.Kind} of {column.ItemType}");
        var annotations = withLayout ? LayoutShape() : null;
        var added = MLNetInternals.NewColumn(
            outputColumn, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, isKey: false, annotations);
        return new SchemaShape(input.Where(existing => existing.Name != outputColumn).Append(added));
    }

    private static SchemaShape LayoutShape() => new(
    [
        Text(SkeletonAnnotations.Layout, SchemaShape.Column.VectorKind.Scalar),
        Text(SkeletonAnnotations.Joints, SchemaShape.Column.VectorKind.Vector),
    ]);

    private static SchemaShape.Column Text(string name, SchemaShape.Column.VectorKind kind)
        => MLNetInternals.NewColumn(name, kind, TextDataViewType.Instance, isKey: false, annotations: null);
}
