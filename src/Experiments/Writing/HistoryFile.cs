using System.Globalization;

namespace MsMclr.MLNet.Experiments.Writing;

/// <summary>Reads the loss curve of a run from the trainer's <c>history.csv</c>, which has the epochs before a resume too.</summary>
internal static class HistoryFile
{
    public static IReadOnlyList<LossPoint> Read(string folder)
    {
        var file = Path.Combine(folder, "history.csv");
        return !File.Exists(file) ? [] : [.. File.ReadLines(file).Skip(1).Select(line => line.Split(','))
            .Select(cells => new LossPoint(int.Parse(cells[0], CultureInfo.InvariantCulture), double.Parse(cells[1], CultureInfo.InvariantCulture), double.Parse(cells[2], CultureInfo.InvariantCulture)))];
    }
}
