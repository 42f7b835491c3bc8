using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Cli.Doctor.Findings;

namespace MsMclr.MLNet.Cli.Doctor.Steps;

/// <summary>Scores made-up clips with an encoder of full size that was not trained, on a device, and compares with the CPU.</summary>
internal sealed class ScoredClips : IDisposable
{
    private const int Clips = 64;
    private const int Frames = 50;

    // ONNX Runtime computes in TF32 on a GPU that has it, whose mantissa has 10 bits.
    private const double Tolerance = 5e-3;
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"msmclr-doctor-{Path.GetRandomFileName()}.onnx");
    private readonly MadeUpTraining _training = new(
        MsMclrRecipe.Default with { BatchSize = Clips, Whitening = EmbeddingWhitening.None }, Frames, Steps: 0);

    private float[][]? _expected;

    /// <summary>Scores on the CPU.</summary>
    public Finding OnCpu(string check, CancellationToken cancellationToken)
    {
        var (_, encoder) = _training.Run(gpu: null, TrainingPrecision.Full, cancellationToken);
        using (encoder)
            encoder.SaveEncoder(_file);
        var (features, seconds) = Score(gpu: null);
        _expected = features;
        return Told(check, seconds, difference: null);
    }

    /// <summary>Scores on a GPU.</summary>
    public Finding OnGpu(string check, int gpu)
    {
        if (_expected is null)
            return new Finding(check, FindingState.NotRun, "scoring on the CPU failed, so there is nothing to compare with");
        var (features, seconds) = Score(gpu);
        var scale = _expected.Max(row => row.Max(Math.Abs));
        return Told(check, seconds, features.Zip(_expected, Difference).Aggregate(0f, Math.Max) / scale);
    }

    public void Dispose() => File.Delete(_file);

    // Enumerable.Max passes over NaN, and Math.Max hands it on.
    private static float Difference(float[] here, float[] there)
        => here.Zip(there, (one, other) => Math.Abs(one - other)).Aggregate(0f, Math.Max);

    private static Finding Told(string check, double seconds, double? difference)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{Clips / seconds:f0} clips/s");
        var values = new Dictionary<string, double> { ["clipsPerSecond"] = Clips / seconds };
        if (difference is not { } largest)
            return new Finding(check, FindingState.Ok, text) { Values = values };
        values["largestRelativeDifference"] = largest;
        text = string.Create(CultureInfo.InvariantCulture, $"{text}; features differ from the CPU's by {largest:e1} of the largest");
        return new Finding(check, largest <= Tolerance ? FindingState.Ok : FindingState.Failed, text) { Values = values };
    }

    private (float[][] Features, double Seconds) Score(int? gpu)
    {
        var ml = new MLContext(seed: 1);
        using var encoder = ml.Transforms.Skeleton.LoadEncoder(_file, new EncoderLoadOptions { GpuDeviceId = gpu, FallbackToCpu = false });
        var clips = ml.Data.Cache(_training.Clips(ml));
        var embedded = encoder.Transform(clips);
        // The first pass opens the session.
        _ = embedded.GetColumn<float[]>("Features").Count();
        var watch = Stopwatch.StartNew();
        float[][] features = [.. embedded.GetColumn<float[]>("Features")];
        return (features, watch.Elapsed.TotalSeconds);
    }
}
