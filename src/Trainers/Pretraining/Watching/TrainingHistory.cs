using System.Globalization;
using System.Text;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Trainers.Pretraining.Watching;

/// <summary>
/// <c>history.csv</c>, a line an epoch. A resumed run keeps the lines of the epochs that it goes on from and writes the later ones
/// again; a line that a killed process left half written is dropped.
/// </summary>
internal sealed class TrainingHistory
{
    public const string FileName = "history.csv";

    private static readonly string[] Columns =
    [
        "epoch", "loss", "contrast_loss", "learning_rate", "clips_per_second", "elapsed_seconds", "embedding_spread", "effective_rank",
        "probe_accuracy",
    ];

    private readonly string _path;
    private string _unwritten = "";

    public TrainingHistory(string folder, int epochsDone)
    {
        _path = Path.Combine(folder, FileName);
        RemoveUnfinished(folder);
        string[] kept = File.Exists(_path) ? File.ReadAllText(_path).Split('\n')[..^1] : [];
        var lines = kept.Where(line => IsKept(line, epochsDone)).Prepend(string.Join(',', Columns));
        FileReplacement.Write(_path, Encoding.ASCII.GetBytes(string.Concat(lines.Select(line => $"{line}\n"))));
    }

    /// <summary>Adds a line. One that could not be written is written with the next.</summary>
    /// <exception cref="IOException">It cannot be written; the file is as it was.</exception>
    public void Append(MsMclrProgress progress)
    {
        IFormattable?[] values =
        [
            progress.Epoch,
            progress.Loss,
            progress.ContrastLoss,
            progress.LearningRate,
            Math.Round(progress.ClipsPerSecond, 2),
            Math.Round(progress.Elapsed.TotalSeconds, 2),
            progress.EmbeddingSpread,
            progress.EffectiveRank,
            progress.ProbeAccuracy,
        ];
        var line = string.Join(',', values.Select(value => value?.ToString(null, CultureInfo.InvariantCulture)));
        _unwritten += $"{line}\n";
        using var file = new FileStream(_path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 0);
        WholeWrite.Append(file, Encoding.ASCII.GetBytes(_unwritten));
        _unwritten = "";
    }

    private static bool IsKept(string line, int epochsDone)
    {
        var values = line.Split(',');
        return values.Length == Columns.Length
            && int.TryParse(values[0], NumberStyles.None, CultureInfo.InvariantCulture, out var epoch)
            && epoch <= epochsDone;
    }

    // Left by a process that was killed while it wrote.
    private static void RemoveUnfinished(string folder)
    {
        if (!Directory.Exists(folder))
            return;
        foreach (var unfinished in Directory.EnumerateFiles(folder, $"{FileName}.*{FileReplacement.TemporaryExtension}"))
            File.Delete(unfinished);
    }
}
