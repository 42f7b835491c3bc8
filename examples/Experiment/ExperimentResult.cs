using Microsoft.ML;

namespace MsMclr.MLNet.Examples;

/// <summary>What an experiment found.</summary>
public sealed record ExperimentResult
{
    public required EmbeddingScore Raw { get; init; }

    public required EmbeddingScore Untrained { get; init; }

    public required EmbeddingScore Trained { get; init; }

    /// <summary>The loss of the first stream, an entry an epoch.</summary>
    public required IReadOnlyList<LossPoint> Loss { get; init; }

    /// <summary>Embedded clips: <c>Features</c>, <c>Label</c>, <c>Name</c>.</summary>
    public required IDataView EmbeddedTrain { get; init; }

    public required IDataView EmbeddedTest { get; init; }

    public required double Seconds { get; init; }

    public required double ClipsPerSecond { get; init; }

    public IReadOnlyList<EmbeddingScore> Scores => [Raw, Untrained, Trained];
}
