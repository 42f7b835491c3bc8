using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet;

/// <summary>Reads what the schema of a view tells of skeletons, and writes it where a schema is made by hand.</summary>
public static class SkeletonSchema
{
    extension(DataViewSchema.Column column)
    {
        /// <summary>Gets the skeleton that a column of clips or prepared clips holds, as its annotations tell.</summary>
        /// <returns>The layout; null where the column tells of none.</returns>
        /// <exception cref="FormatException">The annotation is not the JSON of a layout.</exception>
        public SkeletonLayout? GetSkeletonLayout() => LayoutAnnotations.Read(column);

        /// <summary>
        /// Gets what the numbers 1, 2 and so on of a column such as <c>Subject</c> are called in paths or in a labels' file.
        /// </summary>
        /// <returns>The names in order; empty where numbers are their own.</returns>
        public IReadOnlyList<string> GetNumberNames()
        {
            var annotation = column.Annotations.Schema.GetColumnOrNull(SkeletonAnnotations.NumberNames);
            if (annotation?.Type is not VectorDataViewType { ItemType: TextDataViewType })
                return [];
            var names = default(VBuffer<ReadOnlyMemory<char>>);
            column.Annotations.GetValue(SkeletonAnnotations.NumberNames, ref names);
            return [.. names.DenseValues().Select(name => name.ToString())];
        }
    }

    /// <summary>
    /// Makes a member <c>float[]</c> of a class a column of clips, <c>Vector&lt;Single, *, M, V, C&gt;</c>, that tells its skeleton:
    /// <c>SchemaDefinition.Create(typeof(Row)).WithSkeleton("Clip", SkeletonLayout.NtuRgbd, bodies: 2)</c>, for
    /// <c>mlContext.Data.LoadFromEnumerable(rows, schema)</c>.
    /// </summary>
    /// <param name="schema">The schema of the class; changed in place.</param>
    /// <param name="columnName">The column.</param>
    /// <param name="layout">The skeleton.</param>
    /// <param name="bodies">M, bodies a frame.</param>
    /// <param name="channels">C, values a joint.</param>
    /// <returns>The same schema.</returns>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    public static SchemaDefinition WithSkeleton(
        this SchemaDefinition schema, string columnName, SkeletonLayout layout, int bodies, int channels = 3)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentOutOfRangeException.ThrowIfLessThan(bodies, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        if (schema.FirstOrDefault(known => known.ColumnName == columnName) is not { } column)
        {
            var names = string.Join(", ", schema.Select(known => known.ColumnName));
            throw new ArgumentException($"The schema has no column '{columnName}'; it has {names}.", nameof(columnName));
        }

        // 0 frames: the length of a clip varies.
        column.ColumnType = new VectorDataViewType(NumberDataViewType.Single, 0, bodies, layout.JointCount, channels);
        column.AddAnnotation(SkeletonAnnotations.Layout, layout.ToJson().AsMemory(), TextDataViewType.Instance);
        ReadOnlyMemory<char>[] joints = [.. layout.Joints.Select(joint => joint.AsMemory())];
        var jointsType = new VectorDataViewType(TextDataViewType.Instance, joints.Length);
        column.AddAnnotation(SkeletonAnnotations.Joints, new VBuffer<ReadOnlyMemory<char>>(joints.Length, joints), jointsType);
        return schema;
    }
}
