using System.Globalization;
using MsMclr.MLNet.Cli.Doctor.Findings;

namespace MsMclr.MLNet.Cli.Doctor.Steps;

/// <summary>Ten steps of the recommended recipe at full size, after two that are not counted.</summary>
internal sealed class TimedSteps(int batch)
{
    private const int Counted = 10;
    private const int Before = 2;
    private const int Frames = 50;

    /// <summary>Times steps.</summary>
    public Finding Run(string check, int? gpu, TrainingPrecision precision, CancellationToken cancellationToken)
    {
        var recipe = MsMclrRecipe.Default with { BatchSize = batch, Whitening = EmbeddingWhitening.None };
        var (times, encoder) = new MadeUpTraining(recipe, Frames, Before + Counted).Run(gpu, precision, cancellationToken);
        encoder.Dispose();
        // The first epoch has no time of its own.
        var seconds = times.Seconds.Skip(Before - 1).Order().ToList();
        var median = seconds[seconds.Count / 2];
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{1000 * median:f0} ms a step of {batch} clips ({1000 * seconds[0]:f0} to {1000 * seconds[^1]:f0}), "
            + $"{batch / median:f0} clips/s");
        var isFinite = times.Losses.TrueForAll(double.IsFinite);
        return new Finding(check, isFinite ? FindingState.Ok : FindingState.Failed, isFinite ? text : $"{text}; the loss is no number")
        {
            Values = new Dictionary<string, double>
            {
                ["milliseconds"] = 1000 * median,
                ["clipsPerSecond"] = batch / median,
            },
        };
    }
}
