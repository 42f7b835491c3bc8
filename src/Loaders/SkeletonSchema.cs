using Microsoft.ML;
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
    }
}
