using Spectre.Console;

namespace MsMclr.MLNet.Experiments.Console;

/// <summary>The closing table, and what is to be known of it.</summary>
internal static class ResultTable
{
    public static Table Of(ExperimentResult result, TableBorder border)
    {
        var lines = result.Lines;
        var few = FewLabels(result);
        var names = new TableColumn("accuracy on test clips") { NoWrap = true };
        var table = new Table().Border(border).AddColumn(names);
        foreach (var labels in few)
            table.AddColumn(Right(labels == 1 ? "1 label" : $"{labels} labels"));
        table.AddColumn(Right("linear head")).AddColumn(Right("nearest neighbors")).AddColumn(Right("effective rank"));
        foreach (var line in lines)
        {
            var cells = few.Select(line.FewLabelsText).Prepend(line.Name);
            table.AddRow([.. cells, line.LinearText, line.NearestNeighborsText, line.EffectiveRankText]);
        }

        return table;
    }

    /// <summary>What the embeddings tell of side and direction of time; null where none was asked.</summary>
    public static Table? OfProbes(ExperimentResult result, TableBorder border)
    {
        ScoreLine[] probed = [.. result.Lines.Where(line => line.Probes.Count > 0)];
        if (probed.Length == 0)
            return null;
        var names = new TableColumn("accuracy, 50 % by chance") { NoWrap = true };
        var table = new Table().Border(border).AddColumn(names);
        table.AddColumn(Right("clip or mirror image")).AddColumn(Right("left or right action")).AddColumn(Right("forwards or backwards"));
        foreach (var line in probed)
        {
            var mirror = line.ProbeText(probes => probes.Mirror);
            var side = line.ProbeText(probes => probes.Side);
            table.AddRow(line.Name, mirror, side, line.ProbeText(probes => probes.Time));
        }

        return table;
    }

    public static IEnumerable<string> Notes(ExperimentResult result)
    {
        if (FewLabels(result).Count > 0)
            yield return "Few labels: of each class, a ridge head, mean and sample standard deviation over five draws.";
        if (result.RandomConvolutions is not null)
            yield return "The linear head of random convolutions is a ridge head; they need no training.";
        if (result.Trained.EffectiveRank is not null)
            yield return "Effective rank: how many directions the embedding of 256 training clips uses.";
        if (result.Seeds.Count > 1)
            yield return $"Mean and sample standard deviation, in points, over {result.Seeds.Count} seeds.";
    }

    private static IReadOnlyList<int> FewLabels(ExperimentResult result)
        => [.. result.Trained.FewLabels.Select(score => score.LabelsPerClass)];

    private static TableColumn Right(string header) => new TableColumn(header).RightAligned();
}
