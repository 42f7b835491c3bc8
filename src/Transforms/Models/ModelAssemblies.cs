namespace MsMclr.MLNet.Transforms.Models;

/// <summary>
/// The assemblies whose components a model may consist of: ML.NET's own, without those that run graphs of TensorFlow, which read and write
/// files.
/// </summary>
internal static class ModelAssemblies
{
    private static readonly string[] Known =
    [
        "Microsoft.ML.Core",
        "Microsoft.ML.CpuMath",
        "Microsoft.ML.Data",
        "Microsoft.ML.Ensemble",
        "Microsoft.ML.FastTree",
        "Microsoft.ML.ImageAnalytics",
        "Microsoft.ML.KMeansClustering",
        "Microsoft.ML.LightGbm",
        "Microsoft.ML.Mkl.Components",
        "Microsoft.ML.OnnxTransformer",
        "Microsoft.ML.PCA",
        "Microsoft.ML.Recommender",
        "Microsoft.ML.StandardTrainers",
        "Microsoft.ML.TimeSeries",
        "Microsoft.ML.TorchSharp",
        "Microsoft.ML.Transforms",
    ];

    /// <summary>They, and some more.</summary>
    public static HashSet<string> With(IEnumerable<string> more) => new([.. Known, .. more], StringComparer.Ordinal);
}
