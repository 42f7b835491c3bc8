using Microsoft.ML.Runtime;

namespace MsMclr.MLNet;

/// <summary>Makes transforms of skeleton clips: <c>mlContext.Transforms.Skeleton</c>.</summary>
public sealed partial class SkeletonTransformsCatalog
{
    internal SkeletonTransformsCatalog(IHostEnvironment environment) => Environment = environment;

    internal IHostEnvironment Environment { get; }
}
