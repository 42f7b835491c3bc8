using Microsoft.ML;
using MsMclr.MLNet.Experiments.Contract;

namespace MsMclr.MLNet;

/// <summary>What an <see cref="Experiment"/> found.</summary>
public sealed record ExperimentResult
{
    /// <summary>Gets what heads make of the prepared coordinates themselves.</summary>
    public required EmbeddingScore Raw { get; init; }

    /// <summary>Gets what heads make of random convolutions of the coordinates, which need no training.</summary>
    /// <value>Default null: they were not judged.</value>
    public EmbeddingScore? RandomConvolutions { get; init; }

    /// <summary>Gets an entry a seed; the first seed's are those of the report and of the files.</summary>
    public required IReadOnlyList<SeedScores> Seeds { get; init; }

    /// <summary>Gets the loss of the first seed's first stream, an entry an epoch.</summary>
    public required IReadOnlyList<LossPoint> Loss { get; init; }

    /// <summary>Gets the first seed's embedded training clips: <c>Features</c>, <c>Label</c>, <c>Name</c>.</summary>
    public required IDataView EmbeddedTrain { get; init; }

    /// <summary>Gets the first seed's embedded test clips, with the same columns.</summary>
    public required IDataView EmbeddedTest { get; init; }

    /// <summary>Gets how long it took in all, in seconds. A run that was resumed counts what was spent before.</summary>
    public required double Seconds { get; init; }

    /// <summary>Gets how fast the first seed was pretrained, before a resume and after; 0 where nothing was.</summary>
    public required double ClipsPerSecond { get; init; }

    /// <summary>Gets the first seed's scores of the network as it begins.</summary>
    public EmbeddingScore Untrained => Seeds[0].Untrained;

    /// <summary>Gets the first seed's scores of the pretrained encoder.</summary>
    public EmbeddingScore Trained => Seeds[0].Trained;

    /// <summary>Gets the first seed's scores of embedding and random convolutions end to end; null where there are none.</summary>
    public EmbeddingScore? Together => Seeds[0].Together;

    /// <summary>Gets the first seed's scores of encoders that were trained further; empty where none was.</summary>
    public IReadOnlyList<FineTunedScore> FineTuned => Seeds[0].FineTuned;

    /// <summary>Gets the closing table. Coordinates and random convolutions know one seed.</summary>
    public IReadOnlyList<ScoreLine> Lines
    {
        get
        {
            var lines = new List<ScoreLine> { ScoreLine.Of([Raw]) };
            if (RandomConvolutions is not null)
                lines.Add(ScoreLine.Of([RandomConvolutions]));
            lines.Add(ScoreLine.Of([.. Seeds.Select(seed => seed.Untrained)]));
            lines.Add(ScoreLine.Of([.. Seeds.Select(seed => seed.Trained)]));
            if (Together is not null)
                lines.Add(ScoreLine.Of([.. Seeds.Select(seed => seed.Together!)]));
            if (Seeds[0].Fused is not null)
                lines.Add(new ScoreLine(ScoreNames.Fused, [.. Seeds.Select(seed => seed.Fused!.Value)], []));
            for (var i = 0; i < FineTuned.Count; i++)
                lines.Add(new ScoreLine(FineTuned[i].Name, [.. Seeds.Select(seed => seed.FineTuned[i].Top1Accuracy)], []));
            if (Seeds[0].Ceiling is not null)
                lines.Add(new ScoreLine(ScoreNames.Ceiling, [.. Seeds.Select(seed => seed.Ceiling!.Value)], []));
            return lines;
        }
    }
}
