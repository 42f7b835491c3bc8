using Microsoft.ML.OnnxRuntime;

namespace MsMclr.MLNet.Transforms.Encoders.Scoring;

/// <summary>Opens ONNX Runtime sessions on the device that was asked for, and says in one sentence what is missing.</summary>
internal static class ScoringDevice
{
    private const string CpuPackage = "Microsoft.ML.OnnxRuntime";
    private const string GpuPackage = "Microsoft.ML.OnnxRuntime.Gpu";

    /// <exception cref="InvalidOperationException">The GPU, or ONNX Runtime altogether, cannot be used; the message says why.</exception>
    public static (InferenceSession Session, bool OnGpu) Open(byte[] model, int? gpuDeviceId, bool fallbackToCpu, Action<string> warn)
    {
        try
        {
            return gpuDeviceId is { } gpu ? OpenOnGpu(model, gpu, fallbackToCpu, warn) : (OnCpu(model), false);
        }
        catch (Exception e) when (IsMissingRuntime(e))
        {
            throw Missing(e);
        }
    }

    private static (InferenceSession Session, bool OnGpu) OpenOnGpu(byte[] model, int gpu, bool fallbackToCpu, Action<string> warn)
    {
        try
        {
            return (OnGpu(model, gpu), true);
        }
        // A CPU build of ONNX Runtime has no entry point for CUDA; a GPU build without a GPU throws its own exception.
        catch (Exception e) when (e is EntryPointNotFoundException or OnnxRuntimeException)
        {
            const string CpuBuild = "this application has the CPU build of ONNX Runtime";
            var reason = e is EntryPointNotFoundException ? $"{CpuBuild}; replace the package {CpuPackage} by {GpuPackage}" : e.Message;
            if (!fallbackToCpu)
                throw new InvalidOperationException($"GPU {gpu} cannot be used for scoring: {reason}. Or set fallbackToCpu.", e);
            warn($"GPU {gpu} cannot be used for scoring, the CPU is used instead: {reason}.");
            return (OnCpu(model), false);
        }
    }

    private static InvalidOperationException Missing(Exception e)
    {
        const string Remedy = $"add the package {CpuPackage} (CPU) or {GpuPackage} to the application";
        return new InvalidOperationException($"Scoring needs the native ONNX Runtime: {Remedy}.", e);
    }

    private static bool IsMissingRuntime(Exception e)
    {
        if (e is TypeInitializationException { InnerException: { } inner })
            return inner is DllNotFoundException or BadImageFormatException;
        return e is DllNotFoundException;
    }

    /// <summary>Looks whether ONNX Runtime is there, before anything is done that will need it.</summary>
    /// <exception cref="InvalidOperationException">It is not; the message names the package to add.</exception>
    public static void Require()
    {
        try
        {
            Options().Dispose();
        }
        catch (Exception e) when (IsMissingRuntime(e))
        {
            throw Missing(e);
        }
    }

    private static InferenceSession OnCpu(byte[] model)
    {
        using var options = Options();
        options.IntraOpNumThreads = 1; // Rows are divided among threads, not operators.
        return new InferenceSession(model, options);
    }

    private static InferenceSession OnGpu(byte[] model, int gpu)
    {
        using var options = Options();
        options.AppendExecutionProvider_CUDA(gpu);
        return new InferenceSession(model, options);
    }

    private static SessionOptions Options()
    {
        var options = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };

        // Threads that spin between calls take the cores from libtorch, where both are in a process.
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        return options;
    }
}
