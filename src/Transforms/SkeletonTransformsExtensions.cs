using Microsoft.ML;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet;

/// <summary>Adds <c>mlContext.Transforms.Skeleton</c>.</summary>
public static class SkeletonTransformsExtensions
{
    extension(TransformsCatalog catalog)
    {
        /// <summary>Gets the transforms of skeleton clips.</summary>
        public SkeletonTransformsCatalog Skeleton => new(MLNetInternals.Environment(catalog));
    }

    /// <summary>Gets the transforms of skeleton clips, in languages that do not see C#'s extension properties (F#, Visual Basic).</summary>
    /// <param name="catalog">The catalog: <c>mlContext.Transforms</c>.</param>
    /// <returns>What <c>mlContext.Transforms.Skeleton</c> is in C#.</returns>
    public static SkeletonTransformsCatalog Skeleton(TransformsCatalog catalog) => catalog.Skeleton;
}
