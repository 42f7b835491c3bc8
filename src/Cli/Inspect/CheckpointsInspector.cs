using System.Globalization;
using MsMclr.MLNet.Cli.Inspect.Facts;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Cli.Inspect;

/// <summary>
/// Looks into a folder of checkpoints, by its files' names and its <c>history.csv</c>. The checkpoints themselves are not read.
/// </summary>
internal static class CheckpointsInspector
{
    private const string History = "history.csv";

    public static bool IsOne(string folder) => Files(folder).Count > 0;

    public static Inspection Of(string folder)
    {
        var files = Files(folder);
        var inspection = new Inspection("checkpoints");
        inspection.Add("folder", Path.GetFileName(Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar)));
        inspection.Add("files", [.. files.Select(file => file.Name)]);
        inspection.Add("newest", files[^1].Name);
        inspection.Add("bytes", files.Sum(file => file.Length));
        if (LastEpoch(Path.Combine(folder, History)) is { } last)
        {
            inspection.Add("epochs", last.Epoch);
            inspection.Add("loss", last.Loss);
        }

        return inspection;
    }

    // Their steps have nine digits, so the order of names is that of steps.
    private static List<FileInfo> Files(string folder)
        => [.. new DirectoryInfo(folder).EnumerateFiles("step-*.msmclr").OrderBy(file => file.Name, StringComparer.Ordinal)];

    // A line an epoch, which begins with the epoch and its loss.
    private static (int Epoch, double Loss)? LastEpoch(string file)
    {
        if (FileKind.Of(file) is not { IsFile: true })
            return null;
        var cells = File.ReadLines(file).LastOrDefault("").Split(',');
        if (cells.Length < 2 || !int.TryParse(cells[0], NumberStyles.None, CultureInfo.InvariantCulture, out var epoch))
            return null;
        if (!double.TryParse(cells[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var loss) || !double.IsFinite(loss))
            return null;
        return (epoch, loss);
    }
}
