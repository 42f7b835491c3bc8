using static TorchSharp.torch;

namespace MsMclr.MLNet;

/// <summary>Whether libtorch may take TF32 for products and convolutions on a GPU: a setting of the process, put back when disposed.</summary>
internal sealed class GpuProducts : IDisposable
{
    private readonly bool _products = backends.cuda.matmul.allow_tf32;
    private readonly bool _convolutions = backends.cudnn.allow_tf32;

    public GpuProducts(TrainingPrecision precision) => backends.cuda.matmul.allow_tf32 = backends.cudnn.allow_tf32 = precision != TrainingPrecision.Full;

    public void Dispose()
    {
        backends.cuda.matmul.allow_tf32 = _products;
        backends.cudnn.allow_tf32 = _convolutions;
    }
}
