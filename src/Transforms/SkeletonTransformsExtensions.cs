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
}
