using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Transforms.Pretrained;

namespace MsMclr.MLNet;

public sealed partial class SkeletonTransformsCatalog
{
    /// <summary>
    /// Loads an encoder from a folder that <c>encoder.SavePretrained</c> wrote: the SHA-256 of each file is compared, the files have to be
    /// of one encoder, and it has to give for the made-up clip of the folder what it gave when it was saved. Nothing in the folder is run.
    /// </summary>
    /// <remarks>A checked folder is whole. It is not thereby trustworthy: whoever wrote it decides what the encoder computes. Where you got
    /// <see cref="SkeletonPretrainedInfo.Sha256"/> from another place than the folder, give it.</remarks>
    /// <param name="folder">The folder.</param>
    /// <param name="sha256">The <see cref="SkeletonPretrainedInfo.Sha256"/> that it must have; null for any.</param>
    /// <param name="options">Columns and device; null for the defaults. What it changes of the encoder is changed after the
    /// comparison.</param>
    /// <returns>The transformer; dispose it when done.</returns>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="FormatException">A file is missing or damaged, or the encoder gives another embedding; the message says which.
    /// </exception>
    /// <exception cref="ArgumentException">An option is out of its range; the message names the range.</exception>
    public SkeletonEmbeddingTransformer LoadPretrained(string folder, string? sha256 = null, EncoderLoadOptions? options = null)
    {
        options ??= new EncoderLoadOptions();
        options.Check();
        var content = PretrainedContent.Read(folder, sha256);
        SkeletonPretrained.Compare(Environment, folder, content);
        var (gpuDeviceId, fallbackToCpu) = MLNetInternals.Device(Environment);
        return new SkeletonEmbeddingTransformer(
            Environment,
            options.Adjust(content.Encoder),
            options.OutputColumnName,
            options.InputColumnName,
            options.GpuDeviceId ?? gpuDeviceId,
            options.FallbackToCpu ?? fallbackToCpu);
    }
}
