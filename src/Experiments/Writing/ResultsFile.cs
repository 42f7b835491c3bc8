using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet;

/// <summary>Writes <c>results.json</c>: accuracies are fractions, top-1, on the test clips.</summary>
public static class ResultsFile
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Writes the file; one that is there is replaced at once.</summary>
    /// <param name="options">What was run; the file goes to its folder.</param>
    /// <param name="result">What was found.</param>
    public static void Write(ExperimentOptions options, ExperimentResult result)
    {
        var json = JsonSerializer.Serialize(new
        {
            dataset = options.Dataset,
            split = options.Split,
            stream = options.StreamName,
            recipe = options.RecipeName,
            epochs = options.Epochs,
            seconds = Math.Round(result.Seconds, 1),
            clips_per_second = Math.Round(result.ClipsPerSecond, 1),
            linear = Shares(result, score => score.Linear),
            knn = Shares(result, score => score.NearestNeighbors),
            precision = options.Precision == TrainingPrecision.Full ? null : options.Precision.ToString().ToLowerInvariant(),
            linear_head = options.LinearHead == LinearEvaluationMethod.Lbfgs ? null : options.BestTestEpoch ? "sgd-best" : "sgd",
            encoder = options.EncoderFile is { } encoder ? Path.GetFileName(encoder) : null,
            fused = result.Seeds[0].Fused,
            fine_tuning = Shares(result.FineTuned, isPretrained: true),
            fine_tuning_untrained = Shares(result.FineTuned, isPretrained: false),
            seeds = result.Seeds.Count == 1 ? null : result.Seeds.Select(SharesOf),
        }, Indented) + "\n";
        FileReplacement.Write(Path.Combine(options.Folder, "results.json"), Encoding.UTF8.GetBytes(json));
    }

    private static object Shares(ExperimentResult result, Func<EmbeddingScore, SelfSupervisedMetrics> metrics) => new
    {
        raw = metrics(result.Raw).Top1Accuracy,
        untrained = metrics(result.Untrained).Top1Accuracy,
        trained = metrics(result.Trained).Top1Accuracy,
    };

    private static Dictionary<string, double>? Shares(IReadOnlyList<FineTunedScore> tuned, bool isPretrained)
        => tuned.Count == 0 ? null : tuned.Where(score => score.IsPretrained == isPretrained).ToDictionary(score => score.Key, score => score.Top1Accuracy);

    private static object SharesOf(SeedScores scores) => new
    {
        seed = scores.Seed,
        linear = new { untrained = scores.Untrained.Linear.Top1Accuracy, trained = scores.Trained.Linear.Top1Accuracy },
        knn = new { untrained = scores.Untrained.NearestNeighbors.Top1Accuracy, trained = scores.Trained.NearestNeighbors.Top1Accuracy },
        fused = scores.Fused,
        fine_tuning = Shares(scores.FineTuned, isPretrained: true),
        fine_tuning_untrained = Shares(scores.FineTuned, isPretrained: false),
    };
}
