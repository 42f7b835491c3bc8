using System.Runtime.CompilerServices;
using TorchSharp;

namespace MsMclr.MLNet.Trainers.Torch.Native;

/// <summary>The only type of the loading that names types of TorchSharp (a test reads the others' code).</summary>
internal sealed class TorchSharpStart : ITorchSharp
{
    public string Version
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        get => typeof(torch).Assembly.GetName().Version?.ToString(3) ?? "";
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Initialize() => torch.InitializeDeviceType(DeviceType.CPU);
}
