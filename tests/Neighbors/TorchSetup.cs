using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Tests;

/// <summary>Ours loads libtorch before anything of theirs runs, as docs/loading-libtorch.md asks for.</summary>
[SetUpFixture]
public class TorchSetup
{
    [OneTimeSetUp]
    public void LoadTorch()
    {
        TorchSharpLoader.EnsureLoaded();
        UseOneThread(); // Test projects run side by side; libtorch's spinning threads would starve each other.
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void UseOneThread() => set_num_threads(1);
}
