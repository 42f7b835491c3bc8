using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Transforms.Encoders.Files;

namespace MsMclr.MLNet;

public sealed partial class SkeletonTransformsCatalog
{
    /// <summary>Loads an encoder: to embed with, to fine-tune, or to write in another format.</summary>
    /// <remarks>
    /// Reads <c>.safetensors</c>, a PyTorch <c>state_dict</c> or a checkpoint that holds one (<c>.pt</c>, <c>.pth</c>, under the Python
    /// code's names), <c>encoder.onnx</c>, and models that hold an encoder (<c>.zip</c>). The content decides, not the name. Nothing in
    /// a file is run.
    /// </remarks>
    /// <param name="encoderFile">The file.</param>
    /// <param name="options">
    /// What to take and to assume; null for the defaults, which suit our files and those of the Python code.
    /// </param>
    /// <returns>The transformer; dispose it when done.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="FormatException">
    /// The file is damaged, holds something other than weights, or tensors are missing, unexpected or misshapen; the message lists them.
    /// </exception>
    /// <exception cref="ArgumentException">An option is out of its range; the message names the range.</exception>
    public SkeletonEmbeddingTransformer LoadEncoder(string encoderFile, EncoderLoadOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(encoderFile);
        options ??= new EncoderLoadOptions();
        options.Check();
        var encoder = EncoderFile.Read(encoderFile, options);
        var (gpuDeviceId, fallbackToCpu) = MLNetInternals.Device(Environment);
        return new SkeletonEmbeddingTransformer(
            Environment,
            encoder,
            options.OutputColumnName,
            options.InputColumnName,
            options.GpuDeviceId ?? gpuDeviceId,
            options.FallbackToCpu ?? fallbackToCpu);
    }
}
