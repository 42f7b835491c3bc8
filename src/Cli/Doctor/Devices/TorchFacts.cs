using System.Runtime.CompilerServices;
using MsMclr.MLNet.Cli.Evaluate;
using TorchSharp;

namespace MsMclr.MLNet.Cli.Doctor.Devices;

/// <summary>What libtorch says of itself, once it is loaded.</summary>
/// <param name="Version">The version that TorchSharp was built for.</param>
/// <param name="Cuda">How many CUDA devices it finds.</param>
/// <param name="Threads">How many threads it computes with.</param>
internal sealed record TorchFacts(string Version, int Cuda, int Threads)
{
    /// <exception cref="DllNotFoundException">There is no usable libtorch; the message names the package to add.</exception>
    public static TorchFacts Load()
    {
        InstalledLibTorch.Find();
        TorchSharpLoader.EnsureLoaded();
        return Ask();
    }

    // Not before it is loaded: to touch TorchSharp is to load it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TorchFacts Ask()
        => new(torch.__version__, torch.cuda.is_available() ? torch.cuda.device_count() : 0, torch.get_num_threads());
}
