using Microsoft.ML.OnnxRuntime;

namespace MsMclr.MLNet.Transforms.Encoders.Scoring;

/// <summary>Opens ONNX Runtime sessions on the device that was asked for, and says in one sentence what is missing.</summary>
internal static class ScoringDevice
{
    public static (InferenceSession Session, bool OnGpu) Open(byte[] model, int? gpuDeviceId, bool fallbackToCpu, Action<string> warn)
    {
        try
        {
            if (gpuDeviceId is not { } gpu)
                return (OnCpu(model), false);
            try
            {
                return (OnGpu(model, gpu), true);
            }
            // A CPU build of ONNX Runtime has no entry point for CUDA; a GPU build without a GPU throws its own exception.
            catch (Exception e) when (e is EntryPointNotFoundException or OnnxRuntimeException)
            {
                var reason = e is EntryPointNotFoundException
                    ? "this application has the CPU build of ONNX Runtime; replace the package Microsoft.ML.OnnxRuntime by Microsoft.ML.OnnxRuntime.Gpu"
                    : e.Message;
                if (!fallbackToCpu)
                    throw new InvalidOperationException($"GPU {gpu} cannot be used for scoring: {reason}. Or set fallbackToCpu.", e);
                warn($"GPU {gpu} cannot be used for scoring, the CPU is used instead: {reason}.");
                return (OnCpu(model), false);
            }
        }
        catch (Exception e) when (e is DllNotFoundException || e is TypeInitializationException { InnerException: DllNotFoundException or BadImageFormatException })
        {
            throw new InvalidOperationException("Scoring needs the native ONNX Runtime: add the package Microsoft.ML.OnnxRuntime (CPU) or Microsoft.ML.OnnxRuntime.Gpu to the application.", e);
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
