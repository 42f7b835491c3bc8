using System.Globalization;
using MsMclr.MLNet.Cli.Doctor.Findings;

namespace MsMclr.MLNet.Cli.Doctor.Steps;

/// <summary>
/// Three steps of a small encoder on made-up clips, whose losses are known. The first loss shows that the encoder computes right, and the
/// others, after a step, that its gradients and the optimizer do.
/// </summary>
internal static class GoldenSteps
{
    // By the kernels of the CPU, which the tests hold to the reference implementation's numbers. Other devices add in another order, and
    // AdamW magnifies that in later steps.
    private const double FirstTolerance = 1e-4;
    private const double LaterTolerance = 5e-3;

    /// <summary>The loss of each step. Another default recipe has others.</summary>
    internal static IReadOnlyList<double> Known { get; } = [7.93430, 9.53361, 9.16926];

    private static readonly MadeUpTraining Training = new(
        MsMclrRecipe.Default with
        {
            HiddenChannels = 4,
            FeatureSize = 32,
            ProjectionSize = 16,
            BatchSize = 16,
            Readout = SkeletonReadout.Global,
            Whitening = EmbeddingWhitening.None,
        },
        Frames: 16,
        Steps: Known.Count);

    public static Finding Run(string check, int? gpu, CancellationToken cancellationToken)
    {
        var (times, encoder) = Training.Run(gpu, TrainingPrecision.Full, cancellationToken);
        encoder.Dispose();
        return Compare(check, times.Losses);
    }

    /// <summary>Compares losses with the known ones.</summary>
    internal static Finding Compare(string check, IReadOnlyList<double> losses)
    {
        var differences = losses.Zip(Known, (loss, known) => Math.Abs(loss - known) / known).ToList();
        var agrees = losses.Count == Known.Count
            && differences[0] <= FirstTolerance && differences.TrueForAll(one => one <= LaterTolerance);
        var told = string.Join(", ", losses.Select(loss => loss.ToString("f5", CultureInfo.InvariantCulture)));
        var known = string.Join(", ", Known.Select(loss => loss.ToString("f5", CultureInfo.InvariantCulture)));
        var largest = differences.Count == 0 ? double.NaN : differences.Max();
        var text = string.Create(CultureInfo.InvariantCulture, $"losses {told}; known are {known}; they differ by {largest:e1} at most");
        return new Finding(check, agrees ? FindingState.Ok : FindingState.Failed, text)
        {
            Values = new Dictionary<string, double> { ["largestRelativeDifference"] = largest },
        };
    }
}
