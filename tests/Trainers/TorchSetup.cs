namespace MsMclr.MLNet.Tests;

/// <summary>Tests touch tensors directly, so libtorch must be ready before any of them is compiled.</summary>
[SetUpFixture]
public class TorchSetup
{
    [OneTimeSetUp]
    public void LoadTorch() => TorchRuntime.EnsureLoaded();
}
