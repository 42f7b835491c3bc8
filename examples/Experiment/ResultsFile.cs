using System.Text.Json;

namespace MsMclr.MLNet.Examples;

/// <summary>Writes <c>results.json</c>: accuracies are fractions, top-1, on the test clips.</summary>
public static class ResultsFile
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static void Write(ExperimentOptions options, ExperimentResult result)
    {
        var file = Path.Combine(options.Folder, "results.json");
        File.WriteAllText(file + ".tmp", JsonSerializer.Serialize(new
        {
            dataset = options.Dataset,
            split = options.Split,
            stream = options.StreamName,
            recipe = options.RecipeName,
            epochs = options.Epochs,
            seconds = Math.Round(result.Seconds, 1),
            clips_per_second = Math.Round(result.ClipsPerSecond, 1),
            linear = Shares(result, score => score.Linear),
            knn = Shares(result, score => score.NearestNeighbours),
        }, Indented) + "\n");
        File.Move(file + ".tmp", file, overwrite: true);
    }

    private static object Shares(ExperimentResult result, Func<EmbeddingScore, SelfSupervisedMetrics> metrics) => new
    {
        raw = metrics(result.Raw).Top1Accuracy,
        untrained = metrics(result.Untrained).Top1Accuracy,
        trained = metrics(result.Trained).Top1Accuracy,
    };
}
