using System.Runtime.InteropServices;
using MsMclr.MLNet.Cli.Doctor.Devices;
using MsMclr.MLNet.Cli.Doctor.Findings;
using MsMclr.MLNet.Cli.Doctor.Steps;

namespace MsMclr.MLNet.Cli.Doctor;

/// <summary>Looks at a machine, one check after the other. A check that fails does not keep the next from being made.</summary>
/// <param name="gpu">The number of the GPU to look at.</param>
/// <param name="batch">The clips of a timed step; null for 32 on a GPU and 8 on the CPU.</param>
internal sealed class Diagnosis(int gpu, int? batch)
{
    private const int GpuBatch = 32;
    private const int CpuBatch = 8;
    private const string NoGpu = "there is no GPU of NVIDIA's here; the GPU part was not run";
    private CudaDriver? _driver;
    private TorchFacts? _torch;

    private CudaDevice? Device => _driver is { } driver && gpu < driver.Devices.Count ? driver.Devices[gpu] : null;

    /// <summary>Makes the checks.</summary>
    /// <param name="told">Is told each finding at once: some take a minute.</param>
    /// <param name="cancellationToken">Ends them.</param>
    public IReadOnlyList<Finding> Run(Action<Finding> told, CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        Check("system", _ => new Finding("system", FindingState.Ok, SystemText()));
        Check("driver", Driver);
        Check("libtorch", Torch);
        Check("golden steps, CPU", check => WithTorch(check, () => GoldenSteps.Run(check, gpu: null, cancellationToken)));
        Check("golden steps, GPU", check => OnGpu(check, () => GoldenSteps.Run(check, gpu, cancellationToken)));
        foreach (var precision in new[] { TrainingPrecision.Full, TrainingPrecision.BFloat16 })
            Check($"ten steps, CPU, {Word(precision)}", check => WithTorch(check, () => Timed(check, null, precision, cancellationToken)));
        foreach (var precision in Enum.GetValues<TrainingPrecision>())
            Check($"ten steps, GPU, {Word(precision)}", check => OnGpu(check, () => OnShort(check, precision, cancellationToken)));
        using var scored = new ScoredClips();
        Check("scoring, CPU", check => WithTorch(check, () => scored.OnCpu(check, cancellationToken)));
        Check("scoring, GPU", check => Device is null ? NotRun(check) : scored.OnGpu(check, gpu));
        return findings;

        void Check(string check, Func<string, Finding> run)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var finding = Finding.Of(check, () => run(check));
            findings.Add(finding);
            told(finding);
        }
    }

    private static string Word(TrainingPrecision precision) => precision switch
    {
        TrainingPrecision.Full => "fp32",
        TrainingPrecision.TensorFloat32 => "TF32",
        _ => "bf16",
    };

    private static string SystemText()
        => $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}, {Environment.ProcessorCount} cores, "
            + RuntimeInformation.FrameworkDescription;

    private Finding NotRun(string check)
        => new(check, FindingState.NotRun, _driver is null ? NoGpu : $"the driver has no device {gpu}; the GPU part was not run");

    private Finding Driver(string check)
    {
        _driver = CudaDriver.Find();
        if (_driver is null)
        {
            const string Remedy = "If there is one, install NVIDIA's driver: nvidia-smi comes with it";
            return new Finding(check, FindingState.NotRun, $"{NoGpu}. {Remedy}");
        }

        if (Device is not { } device)
        {
            var there = $"the driver (CUDA {_driver.VersionText}) has {_driver.Devices.Count} devices, and no device {gpu}; see --gpu";
            return new Finding(check, FindingState.Failed, $"{there}, and CUDA_VISIBLE_DEVICES");
        }

        return new Finding(check, FindingState.Ok, $"CUDA {_driver.VersionText}; device {gpu}: {device}");
    }

    private Finding Torch(string check)
    {
        _torch = TorchFacts.Load();
        var text = $"libtorch {_torch.Version}, {_torch.Threads} threads";
        if (Device is null)
            return new Finding(check, FindingState.Ok, text);
        if (_torch.Cuda > gpu)
            return new Finding(check, FindingState.Ok, $"{text}, {_torch.Cuda} CUDA devices");
        const string Remedy = "A libtorch with CUDA comes with the package TorchSharp-cuda-linux or TorchSharp-cuda-windows; or let "
            + "MSMCLR_LIBTORCH name the lib folder of a PyTorch 2.10 with CUDA";
        var found = $"{text}: it finds {_torch.Cuda} CUDA devices, and the driver has {_driver!.Devices.Count}";
        return new Finding(check, FindingState.Failed, $"{found}. {Remedy}");
    }

    private Finding WithTorch(string check, Func<Finding> run)
        => _torch is null ? new Finding(check, FindingState.NotRun, "it needs libtorch, which was not loaded") : run();

    private Finding OnGpu(string check, Func<Finding> run)
    {
        if (Device is null)
            return NotRun(check);
        return _torch is { } torch && torch.Cuda > gpu
            ? run()
            : new Finding(check, FindingState.NotRun, "it needs a libtorch that finds the GPU");
    }

    private Finding OnShort(string check, TrainingPrecision precision, CancellationToken cancellationToken)
    {
        if (precision != TrainingPrecision.Full && Device is { HasShortNumbers: false })
            return new Finding(check, FindingState.NotRun, "the device has none of it: that takes compute capability 8.0");
        return Timed(check, gpu, precision, cancellationToken);
    }

    private Finding Timed(string check, int? device, TrainingPrecision precision, CancellationToken cancellationToken)
        => new TimedSteps(batch ?? (device is null ? CpuBatch : GpuBatch)).Run(check, device, precision, cancellationToken);
}
