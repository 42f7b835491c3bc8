using System.Globalization;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Trainers.Pretraining.Watching;

/// <summary>
/// <c>history.csv</c>, a line an epoch. A resumed run keeps the lines of the epochs that it goes on from and writes the later ones
/// again; a line that a killed process left half written is dropped.
/// </summary>
internal sealed class TrainingHistory
{
    public const string FileName = "history.csv";
    private const string Header = "epoch,loss,contrast_loss,learning_rate,clips_per_second,elapsed_seconds,embedding_spread,effective_rank,probe_accuracy";
    private readonly string _path;

    public TrainingHistory(string folder, int epochsDone)
    {
        _path = Path.Combine(folder, FileName);
        foreach (var unfinished in Directory.Exists(folder) ? Directory.EnumerateFiles(folder, $"{FileName}.*{FileReplacement.TemporaryExtension}") : [])
            File.Delete(unfinished); // Left by a process that was killed while it wrote.
        var kept = File.Exists(_path) ? File.ReadAllText(_path).Split('\n').SkipLast(1).Where(line => IsKept(line, epochsDone)) : [];
        FileReplacement.Write(_path, System.Text.Encoding.ASCII.GetBytes(string.Concat(kept.Prepend(Header).Select(line => $"{line}\n"))));
    }

    public void Append(MsMclrProgress progress) => File.AppendAllText(_path, string.Join(',', ((IFormattable?[])
    [
        progress.Epoch, progress.Loss, progress.ContrastLoss, progress.LearningRate, Math.Round(progress.ClipsPerSecond, 2), Math.Round(progress.Elapsed.TotalSeconds, 2),
        progress.EmbeddingSpread, progress.EffectiveRank, progress.ProbeAccuracy,
    ]).Select(value => value?.ToString(null, CultureInfo.InvariantCulture))) + "\n");

    private static bool IsKept(string line, int epochsDone)
        => line.Count(c => c == ',') == Header.Count(c => c == ',') && int.TryParse(line.AsSpan(0, line.IndexOf(',')), NumberStyles.None, CultureInfo.InvariantCulture, out var epoch) && epoch <= epochsDone;
}
