using System.Globalization;
using Spectre.Console;

namespace MsMclr.MLNet.Cli.Heads;

/// <summary>Prints a sweep, the best head first.</summary>
internal static class HeadTable
{
    private static readonly string[] Numbers = ["accuracy", "± folds", "log-loss", "seconds"];

    public static void Write(IAnsiConsole console, IReadOnlyList<HeadScore> scores)
    {
        var border = console.Profile.Out.IsTerminal ? TableBorder.Rounded : TableBorder.Markdown;
        var table = new Table().Border(border).AddColumn("head");
        foreach (var column in Numbers)
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var score in scores.OrderByDescending(score => score.Accuracy))
        {
            table.AddRow(
                Markup.Escape(score.Name),
                Text($"{score.Accuracy:P1}"),
                Text($"{score.Spread:P1}"),
                double.IsFinite(score.LogLoss) ? Text($"{score.LogLoss:f2}") : "-",
                Text($"{score.Seconds:f1}"));
        }

        console.Write(table);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
