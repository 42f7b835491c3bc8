using System.Globalization;
using Spectre.Console;

namespace MsMclr.MLNet.Cli.Recognize;

/// <summary>Prints how well actions were found, a column for each threshold of overlap.</summary>
internal static class IntervalTable
{
    public static void Write(IAnsiConsole console, IntervalScores scores)
    {
        var border = console.Profile.Out.IsTerminal ? TableBorder.Rounded : TableBorder.Markdown;
        var table = new Table().Border(border).AddColumn("overlap above");
        foreach (var overlap in scores.Overlaps)
            table.AddColumn(new TableColumn(overlap.ToString("0.0#", CultureInfo.InvariantCulture)).RightAligned());
        Add("mAP by action", score => score.MeanByAction);
        Add("mAP by recording", score => score.MeanByRecording);
        Add("precision", score => score.Precision);
        Add("recall", score => score.Recall);
        Add("F1", score => score.F1);
        console.Write(table);

        void Add(string name, Func<IntervalScore, double> value)
            => table.AddRow([name, .. scores.ByOverlap.Select(score => value(score).ToString("P1", CultureInfo.InvariantCulture))]);
    }
}
