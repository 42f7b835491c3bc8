using System.Globalization;
using Spectre.Console;

namespace MsMclr.MLNet.Cli.Heads;

/// <summary>Prints a sweep, the best head first.</summary>
internal static class HeadTable
{
    public static void Write(IAnsiConsole console, IReadOnlyList<HeadScore> scores)
    {
        var table = new Table().Border(console.Profile.Out.IsTerminal ? TableBorder.Rounded : TableBorder.Markdown).AddColumn("head");
        foreach (var column in new[] { "accuracy", "± folds", "log-loss", "seconds" })
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var score in scores.OrderByDescending(score => score.Accuracy))
            table.AddRow(score.Name, Text($"{score.Accuracy:P1}"), Text($"{score.Spread:P1}"), double.IsFinite(score.LogLoss) ? Text($"{score.LogLoss:f2}") : "-", Text($"{score.Seconds:f1}"));
        console.Write(table);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
