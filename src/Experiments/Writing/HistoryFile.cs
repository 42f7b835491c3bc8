using System.Globalization;

namespace MsMclr.MLNet.Experiments.Writing;

/// <summary>Reads the loss curve of a run from the trainer's <c>history.csv</c>, which has the epochs before a resume too.</summary>
internal static class HistoryFile
{
    public static IReadOnlyList<LossPoint> Read(string folder)
    {
        var file = Path.Combine(folder, "history.csv");
        if (!File.Exists(file))
            return [];
        return [.. File.ReadLines(file).Skip(1).Select(Parse)];
    }

    private static LossPoint Parse(string line)
    {
        var cells = line.Split(',');
        var epoch = int.Parse(cells[0], CultureInfo.InvariantCulture);
        return new LossPoint(epoch, Number(cells[1]), Number(cells[2]));
    }

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);
}
