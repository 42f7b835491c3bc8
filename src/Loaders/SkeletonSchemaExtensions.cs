using Microsoft.ML;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet;

/// <summary>Adds to ML.NET's schemas what they tell of skeletons.</summary>
public static class SkeletonSchemaExtensions
{
    extension(DataViewSchema.Column column)
    {
        /// <summary>Gets the skeleton that a column of clips or prepared clips holds, as its annotations tell.</summary>
        /// <returns>The layout; null where the column tells of none.</returns>
        /// <exception cref="FormatException">The annotation is not the JSON of a layout.</exception>
        public SkeletonLayout? GetSkeletonLayout() => LayoutAnnotations.Read(column);
    }
}
