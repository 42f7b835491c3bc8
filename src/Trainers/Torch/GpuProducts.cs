using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Torch;

/// <summary>
/// Whether libtorch may take TF32 for products and convolutions on a GPU: a setting of the process, put back when the last of several
/// runs at a time is disposed.
/// </summary>
internal sealed class GpuProducts : IDisposable
{
    private static readonly Lock Access = new();
    private static int _runs;
    private static bool _productsBefore;
    private static bool _convolutionsBefore;

    /// <exception cref="InvalidOperationException">Another run needs the setting to be different.</exception>
    public GpuProducts(TrainingPrecision precision)
    {
        var allowed = precision != TrainingPrecision.Full;
        lock (Access)
        {
            if (_runs > 0 && backends.cuda.matmul.allow_tf32 != allowed)
            {
                throw new InvalidOperationException(
                    $"Another Fit of this process trains on a GPU {(allowed ? "without" : "with")} TF32, which libtorch allows or forbids "
                    + "for all; give both the same MsMclrTrainer.Options.Precision, or run one after the other.");
            }

            if (_runs == 0)
            {
                _productsBefore = backends.cuda.matmul.allow_tf32;
                _convolutionsBefore = backends.cudnn.allow_tf32;
            }

            _runs++;
            backends.cuda.matmul.allow_tf32 = allowed;
            backends.cudnn.allow_tf32 = allowed;
        }
    }

    public void Dispose()
    {
        lock (Access)
        {
            _runs--;
            if (_runs > 0)
                return;
            backends.cuda.matmul.allow_tf32 = _productsBefore;
            backends.cudnn.allow_tf32 = _convolutionsBefore;
        }
    }
}
