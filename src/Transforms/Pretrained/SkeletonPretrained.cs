using Microsoft.ML;
using Microsoft.ML.Runtime;
using MsMclr.MLNet.Transforms.Pretrained;
using MsMclr.MLNet.Transforms.Scorer;

namespace MsMclr.MLNet;

/// <summary>Looks at folders with an encoder that somebody hands on: <c>encoder.SavePretrained(folder)</c> writes one, and
/// <c>mlContext.Transforms.Skeleton.LoadPretrained(folder)</c> loads it.</summary>
public static class SkeletonPretrained
{
    /// <summary>Whether a folder looks as if an encoder was handed on in it. Nothing is checked.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>Whether it has <c>SHA256SUMS</c> and <c>config.json</c>.</returns>
    public static bool IsFolder(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        return PretrainedFiles.AreIn(folder);
    }

    /// <summary>Checks a folder as <c>LoadPretrained</c> does.</summary>
    /// <param name="mlContext">The context.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="sha256">The SHA-256 that it must have; null for any.</param>
    /// <returns>What is known of it.</returns>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="FormatException">A file is missing or damaged, or the encoder gives another embedding; the message says which.
    /// </exception>
    public static SkeletonPretrainedInfo Check(MLContext mlContext, string folder, string? sha256 = null)
    {
        ArgumentNullException.ThrowIfNull(mlContext);
        var content = PretrainedContent.Read(folder, sha256);
        Compare(mlContext, folder, content);
        return content.Info;
    }

    // On the CPU, as it was made: another device may be off by more than damage is.
    internal static void Compare(IHostEnvironment environment, string folder, PretrainedContent content)
    {
        const string Column = "Skeleton";
        using var encoder = new SkeletonEmbeddingTransformer(environment, content.Encoder, "Features", Column);
        string? difference;
        try
        {
            difference = PretrainedReference.Difference(encoder, content.Reference);
        }
        catch (Exception e) when (Unscorable.IsOfTheModel(e))
        {
            throw new FormatException($"The folder '{folder}' cannot be loaded as an encoder: {e.Message}", e);
        }

        if (difference is not null)
            throw new FormatException($"The encoder in '{folder}' gives {difference}.");
    }
}
