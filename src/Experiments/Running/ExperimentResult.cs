using Microsoft.ML;

namespace MsMclr.MLNet.Examples;

/// <summary>What an experiment found.</summary>
public sealed record ExperimentResult
{
    public required EmbeddingScore Raw { get; init; }

    /// <summary>One entry a seed; the first seed's are those of the report and of the files.</summary>
    public required IReadOnlyList<SeedScores> Seeds { get; init; }

    /// <summary>The loss of the first seed's first stream, an entry an epoch.</summary>
    public required IReadOnlyList<LossPoint> Loss { get; init; }

    /// <summary>The first seed's embedded clips: <c>Features</c>, <c>Label</c>, <c>Name</c>.</summary>
    public required IDataView EmbeddedTrain { get; init; }

    public required IDataView EmbeddedTest { get; init; }

    public required double Seconds { get; init; }

    public required double ClipsPerSecond { get; init; }

    public EmbeddingScore Untrained => Seeds[0].Untrained;

    public EmbeddingScore Trained => Seeds[0].Trained;

    public IReadOnlyList<FineTunedScore> FineTuned => Seeds[0].FineTuned;

    /// <summary>The closing table. Raw coordinates know no seed.</summary>
    public IReadOnlyList<ScoreLine> Lines =>
    [
        LineOf([Raw]),
        LineOf([.. Seeds.Select(seed => seed.Untrained)]),
        LineOf([.. Seeds.Select(seed => seed.Trained)]),
        .. Seeds[0].Fused is null ? [] : new[] { new ScoreLine(FusedScore.Name, [.. Seeds.Select(seed => seed.Fused!.Value)], []) },
        .. FineTuned.Select((score, i) => new ScoreLine(score.Name, [.. Seeds.Select(seed => seed.FineTuned[i].Top1Accuracy)], [])),
    ];

    private static ScoreLine LineOf(IReadOnlyList<EmbeddingScore> scores)
        => new(scores[0].Name, [.. scores.Select(score => score.Linear.Top1Accuracy)], [.. scores.Select(score => score.NearestNeighbors.Top1Accuracy)]);
}
