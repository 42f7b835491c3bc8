using Spectre.Console;

namespace MsMclr.MLNet.Experiments.Console;

/// <summary>The closing table, and what is to be known of it.</summary>
internal static class ResultTable
{
    public static Table Of(ExperimentResult result, TableBorder border)
    {
        var lines = result.Lines;
        var few = FewLabels(result);
        var table = new Table().Border(border).AddColumn("accuracy on test clips");
        foreach (var labels in few)
            table.AddColumn(Right(labels == 1 ? "1 label" : $"{labels} labels"));
        table.AddColumn(Right("linear head")).AddColumn(Right("nearest neighbors"));
        foreach (var line in lines)
        {
            var cells = few.Select(line.FewLabelsText).Prepend(line.Name);
            table.AddRow([.. cells, line.LinearText, line.NearestNeighborsText]);
        }

        return table;
    }

    public static IEnumerable<string> Notes(ExperimentResult result)
    {
        if (FewLabels(result).Count > 0)
            yield return "Few labels: of each class, a ridge head, mean and sample standard deviation over five draws.";
        if (result.RandomConvolutions is not null)
            yield return "The linear head of random convolutions is a ridge head; they need no training.";
        if (result.Seeds.Count > 1)
            yield return $"Mean and sample standard deviation, in points, over {result.Seeds.Count} seeds.";
    }

    private static IReadOnlyList<int> FewLabels(ExperimentResult result)
        => [.. result.Trained.FewLabels.Select(score => score.LabelsPerClass)];

    private static TableColumn Right(string header) => new TableColumn(header).RightAligned();
}
