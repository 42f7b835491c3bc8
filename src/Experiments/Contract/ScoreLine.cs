using System.Globalization;
using MsMclr.MLNet.Experiments.Contract;

namespace MsMclr.MLNet;

/// <summary>A line of the closing table: an accuracy for each seed, or none where it was not measured.</summary>
/// <param name="Name">What was scored.</param>
/// <param name="Linear">Top-1 accuracies of a linear head, fractions.</param>
/// <param name="NearestNeighbors">Top-1 accuracies of nearest neighbors, fractions.</param>
public sealed record ScoreLine(string Name, IReadOnlyList<double> Linear, IReadOnlyList<double> NearestNeighbors)
{
    /// <summary>Gets how a ridge head does that learns from few labels, of the first seed.</summary>
    /// <value>Default empty.</value>
    public IReadOnlyList<FewLabelsScore> FewLabels { get; init; } = [];

    /// <summary>Gets the effective rank of the embedding of each seed.</summary>
    /// <value>Default empty.</value>
    public IReadOnlyList<double> EffectiveRanks { get; init; } = [];

    /// <summary>Gets what the embedding of each seed tells of side and direction of time.</summary>
    /// <value>Default empty.</value>
    public IReadOnlyList<EmbeddingProbeScores> Probes { get; init; } = [];

    /// <summary>
    /// Gets <see cref="EffectiveRanks"/> in writing: the mean, and behind it the deviation where there are several seeds.
    /// </summary>
    public string EffectiveRankText
    {
        get
        {
            if (EffectiveRanks.Count == 0)
                return "-";
            var text = EffectiveRanks.Average().ToString("f1", CultureInfo.InvariantCulture);
            if (EffectiveRanks.Count == 1)
                return text;
            return string.Create(CultureInfo.InvariantCulture, $"{text} ± {SampleDeviation.Of(EffectiveRanks):f1}");
        }
    }

    /// <summary>Gets <see cref="Linear"/> in writing: the mean, and behind it the deviation where there are several seeds.</summary>
    public string LinearText => Text(Linear);

    /// <summary>Gets <see cref="NearestNeighbors"/> in writing.</summary>
    public string NearestNeighborsText => Text(NearestNeighbors);

    /// <summary>Gives the accuracy with few labels in writing, mean and deviation of the draws; a dash where there is none.</summary>
    /// <param name="labelsPerClass">The labels of each class.</param>
    public string FewLabelsText(int labelsPerClass)
    {
        var score = FewLabels.FirstOrDefault(score => score.LabelsPerClass == labelsPerClass);
        return score is null ? "-" : Text(score.Mean, score.Spread);
    }

    /// <summary>Gives the accuracy of one probe in writing; a dash where it was not asked.</summary>
    /// <param name="probe">Which one.</param>
    public string ProbeText(Func<EmbeddingProbeScores, double?> probe)
    {
        ArgumentNullException.ThrowIfNull(probe);
        return Text([.. Probes.Select(probe).OfType<double>()]);
    }

    internal static ScoreLine Of(IReadOnlyList<EmbeddingScore> seeds)
    {
        var linear = seeds.Select(score => score.Linear.Top1Accuracy);
        var neighbors = seeds.Select(score => score.NearestNeighbors.Top1Accuracy);
        return new ScoreLine(seeds[0].Name, [.. linear], [.. neighbors])
        {
            FewLabels = seeds[0].FewLabels,
            EffectiveRanks = [.. seeds.Select(score => score.EffectiveRank).OfType<double>()],
            Probes = [.. seeds.Select(score => score.Probes).OfType<EmbeddingProbeScores>()],
        };
    }

    private static string Text(IReadOnlyList<double> accuracies) => accuracies.Count switch
    {
        0 => "-",
        1 => Percentage.Text(accuracies[0]),
        _ => Text(accuracies.Average(), SampleDeviation.Of(accuracies)),
    };

    private static string Text(double mean, double deviation)
        => string.Create(CultureInfo.InvariantCulture, $"{Percentage.Text(mean)} ± {100 * deviation:f1}");
}
