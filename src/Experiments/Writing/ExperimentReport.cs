using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Experiments.Writing;

namespace MsMclr.MLNet;

/// <summary>Writes <c>report.html</c> of an experiment.</summary>
public static class ExperimentReport
{
    /// <summary>Writes the page; one that is there is replaced at once.</summary>
    /// <param name="options">What was run; the file goes to its folder.</param>
    /// <param name="result">What was found.</param>
    /// <param name="train">The training clips that the experiment ran on.</param>
    /// <param name="test">The test clips that it ran on.</param>
    public static void Write(ExperimentOptions options, ExperimentResult result, IDataView train, IDataView test)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(test);
        Report(options, result, train, test).Write(options.PathOf("report.html"));
    }

    private static HtmlReport Report(ExperimentOptions options, ExperimentResult result, IDataView train, IDataView test)
    {
        var linear = result.Trained.Linear;
        var embeddings = result.EmbeddedTest.GetColumn<float[]>("Features").ToArray();
        var labels = result.EmbeddedTest.GetColumn<uint>("Label").ToArray();
        var names = result.EmbeddedTest.GetColumn<string>("Name").ToArray();
        var labeled = Enumerable.Range(0, labels.Length).Where(row => labels[row] > 0).ToArray();
        return new HtmlReport
        {
            Title = options.Title,
            Summary = Summary(options, linear),
            Command = options.Command,
            Scores = [.. result.Lines.Select(RowOf)],
            Loss = [.. result.Loss],
            Embeddings = [.. labeled.Select(row => embeddings[row])],
            Labels = [.. labeled.Select(row => (int)labels[row] - 1)],
            ClipNames = [.. labeled.Select(row => names[row])],
            ClassNames = [.. linear.ClassNames],
            Confusion = linear.GetConfusionMatrix(),
            Clips = NeighborClips.Find(result, train, test),
            Layout = SkeletonLayout.FromJson(LayoutOf(train)),
            Settings = ReportSettings.Of(options, result),
        };
    }

    private static string Summary(ExperimentOptions options, SelfSupervisedMetrics linear)
    {
        var data = $"({options.Dataset}, {options.Split})";
        if (options.EncoderFile is not null)
        {
            var judged = $"An encoder that was trained elsewhere, judged on {linear.TestCount} clips";
            return $"{judged} by heads that learned from {linear.TrainCount} {data}.";
        }

        var trained = $"An encoder pretrained without labels on {linear.TrainCount} clips";
        return $"{trained}, judged on {linear.TestCount} clips that it has never seen {data}.";
    }

    private static ScoreRow RowOf(ScoreLine line)
    {
        var neighbors = line.NearestNeighbors.Count == 0 ? double.NaN : line.NearestNeighbors[0];
        return new ScoreRow(line.Name, line.Linear[0], neighbors)
        {
            FewLabels = line.FewLabels,
            EffectiveRank = line.EffectiveRanks.Count == 0 ? null : line.EffectiveRanks[0],
            Probes = line.Probes.Count == 0 ? null : line.Probes[0],
        };
    }

    private static string LayoutOf(IDataView view)
    {
        var json = default(ReadOnlyMemory<char>);
        view.Schema["Clip"].Annotations.GetValue(SkeletonAnnotations.Layout, ref json);
        return json.ToString();
    }
}
