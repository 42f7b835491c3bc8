using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet;

/// <summary>Writes <c>results.json</c>: accuracies are fractions, top-1, on the test clips.</summary>
public static class ResultsFile
{
    private const int Digits = 6; // Of a mean of draws, which is no plain fraction.

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Writes the file; one that is there is replaced at once.</summary>
    /// <param name="options">What was run; the file goes to its folder.</param>
    /// <param name="result">What was found.</param>
    public static void Write(ExperimentOptions options, ExperimentResult result)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(result);
        var json = JsonSerializer.Serialize(Content(options, result), Indented) + "\n";
        FileReplacement.Write(options.PathOf("results.json"), Encoding.UTF8.GetBytes(json));
    }

    private static object Content(ExperimentOptions options, ExperimentResult result) => new
    {
        dataset = options.Dataset,
        split = options.Split,
        stream = options.StreamName,
        recipe = options.RecipeName,
        epochs = options.Epochs,
        seconds = Math.Round(result.Seconds, 1),
        clips_per_second = Math.Round(result.ClipsPerSecond, 1),
        linear = Row(result, score => score.Linear.Top1Accuracy),
        knn = Row(result, score => score.NearestNeighbors.Top1Accuracy),
        few_labels = FewLabels(result, score => score.Mean),
        few_labels_spread = FewLabels(result, score => score.Spread),
        precision = options.Precision == TrainingPrecision.Full ? null : options.Precision.ToString().ToLowerInvariant(),
        linear_head = LinearHead(options),
        encoder = options.EncoderFile is { } encoder ? Path.GetFileName(encoder) : null,
        effective_rank = result.Trained.EffectiveRank is null ? null : Row(result, score => Rounded(score.EffectiveRank)),
        probes = Probes(result),
        calibration = Calibration(result.Seeds[0].Calibration),
        fused = result.Seeds[0].Fused,
        fine_tuning = FineTuned(result.FineTuned, isPretrained: true),
        fine_tuning_untrained = FineTuned(result.FineTuned, isPretrained: false),
        ceiling = result.Seeds[0].Ceiling,
        seeds = result.Seeds.Count == 1 ? null : result.Seeds.Select(OfSeed),
    };

    private static string? LinearHead(ExperimentOptions options)
    {
        if (options.LinearHead == LinearEvaluationMethod.Ridge)
            return null;
        return options.BestTestEpoch ? "sgd-best" : options.LinearHead.ToString().ToLowerInvariant();
    }

    /// <summary>A number of each embedding; those of random convolutions are null where they were not judged.</summary>
    private static object Row(ExperimentResult result, Func<EmbeddingScore, double?> number) => new
    {
        raw = number(result.Raw),
        random_convolutions = result.RandomConvolutions is { } convolutions ? number(convolutions) : null,
        untrained = number(result.Untrained),
        trained = number(result.Trained),
        together = result.Together is { } together ? number(together) : null,
    };

    private static Dictionary<string, object>? FewLabels(ExperimentResult result, Func<FewLabelsScore, double> number)
    {
        if (result.Trained.FewLabels.Count == 0)
            return null;
        var rows = new Dictionary<string, object>();
        foreach (var labels in result.Trained.FewLabels.Select(score => score.LabelsPerClass))
        {
            double? Of(EmbeddingScore embedding)
            {
                var score = embedding.FewLabels.FirstOrDefault(score => score.LabelsPerClass == labels);
                return score is null ? null : Math.Round(number(score), Digits);
            }

            rows[labels.ToString(CultureInfo.InvariantCulture)] = Row(result, Of);
        }

        return rows;
    }

    private static Dictionary<string, double>? FineTuned(IReadOnlyList<FineTunedScore> tuned, bool isPretrained)
    {
        if (tuned.Count == 0)
            return null;
        return tuned.Where(score => score.IsPretrained == isPretrained).ToDictionary(score => score.Key, score => score.Top1Accuracy);
    }

    private static object OfSeed(SeedScores scores) => new
    {
        seed = scores.Seed,
        linear = Pair(scores, score => score.Linear),
        knn = Pair(scores, score => score.NearestNeighbors),
        fused = scores.Fused,
        fine_tuning = FineTuned(scores.FineTuned, isPretrained: true),
        fine_tuning_untrained = FineTuned(scores.FineTuned, isPretrained: false),
        ceiling = scores.Ceiling,
    };

    private static object? Probes(ExperimentResult result) => result.Trained.Probes is null ? null : new
    {
        mirror = Row(result, score => score.Probes?.Mirror),
        side = Row(result, score => score.Probes?.Side),
        time = Row(result, score => score.Probes?.Time),
    };

    private static object? Calibration(CalibrationScore? score) => score is null ? null : new
    {
        temperature = Math.Round(score.Temperature, Digits),
        error_before = Math.Round(score.Before.ExpectedCalibrationError, Digits),
        error_after = Math.Round(score.After.ExpectedCalibrationError, Digits),
        log_loss_before = Math.Round(score.Before.LogLoss, Digits),
        log_loss_after = Math.Round(score.After.LogLoss, Digits),
    };

    private static double? Rounded(double? rank) => rank is null ? null : Math.Round(rank.Value, 2);

    private static object Pair(SeedScores scores, Func<EmbeddingScore, SelfSupervisedMetrics> metrics) => new
    {
        untrained = metrics(scores.Untrained).Top1Accuracy,
        trained = metrics(scores.Trained).Top1Accuracy,
    };
}
