using static TorchSharp.torch;

namespace MsMclr.MLNet.Tests;

/// <summary>Tests touch tensors directly, so libtorch must be ready before the first.</summary>
[SetUpFixture]
public class TorchSetup
{
    [OneTimeSetUp]
    public void LoadTorch()
    {
        TorchSharpLoader.EnsureLoaded();
        UseOneThread(); // Test projects run side by side; libtorch's spinning threads would starve each other.
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static void UseOneThread() => set_num_threads(1);
}
