using System.Runtime.CompilerServices;
using TorchSharp;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Torch;

/// <summary>Chooses the device as ML.NET does: a GPU where one is asked for, the CPU where it falls back or none is.</summary>
internal static class TrainingDevice
{
    public static Device Choose(int? gpuDeviceId, bool fallbackToCpu, Action<string> log)
    {
        TorchSharpLoader.EnsureLoaded();
        return Find(gpuDeviceId, fallbackToCpu, log);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Device Find(int? gpuDeviceId, bool fallbackToCpu, Action<string> log)
    {
        if (gpuDeviceId is not { } id)
            return CPU;
        if (cuda.is_available() && id >= 0 && id < cuda.device_count())
            return device(DeviceType.CUDA, id);
        var there = cuda.is_available()
            ? $"{cuda.device_count()} there"
            : "this libtorch finds no GPU; a CUDA one comes with TorchSharp-cuda-linux or -windows";
        var reason = $"CUDA device {id} is not available ({there})";
        if (!fallbackToCpu)
            throw new InvalidOperationException($"{reason}. Choose another GpuDeviceId, or set FallbackToCpu.");
        log($"{reason}; training on the CPU.");
        return CPU;
    }
}
