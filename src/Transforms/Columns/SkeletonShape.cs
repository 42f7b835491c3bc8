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
        if (column.Kind == SchemaShape.Column.VectorKind.Scalar || column.ItemType != NumberDataViewType.Single || column.IsKey)
            throw ColumnErrors.Mismatch(inputColumn, expected, $"{column.Kind} of {column.ItemType}");
        var annotations = withLayout
            ? new SchemaShape(
            [
                MLNetInternals.NewColumn(SkeletonAnnotations.Layout, SchemaShape.Column.VectorKind.Scalar, TextDataViewType.Instance, false, null),
                MLNetInternals.NewColumn(SkeletonAnnotations.Joints, SchemaShape.Column.VectorKind.Vector, TextDataViewType.Instance, false, null),
            ])
            : null;
        var added = MLNetInternals.NewColumn(outputColumn, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, false, annotations);
        return new SchemaShape(input.Where(existing => existing.Name != outputColumn).Append(added));
    }
}
