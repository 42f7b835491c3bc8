using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet;

/// <summary>Reads what the schema of a view tells of skeletons.</summary>
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
}
