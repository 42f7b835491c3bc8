namespace MsMclr.MLNet;

/// <summary>What one seed's run came to.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Untrained">Scores of the network as it begins.</param>
/// <param name="Trained">Scores of the pretrained encoder.</param>
public sealed record SeedScores(int Seed, EmbeddingScore Untrained, EmbeddingScore Trained)
{
    /// <summary>Gets scores of the pretrained encoder's embedding and random convolutions end to end, each with the same weight.</summary>
    /// <value>Default null: there are no random convolutions.</value>
    public EmbeddingScore? Together { get; init; }

    /// <summary>Gets how well the probabilities of the saved model's head hold on the test clips, before calibration and after.</summary>
    /// <value>Default null: the people of the training part are not known, so none could be held out.</value>
    public CalibrationScore? Calibration { get; init; }

    /// <summary>Gets the top-1 accuracy of the three streams' fused scores, a fraction.</summary>
    /// <value>Default null: there is one stream.</value>
    public double? Fused { get; init; }

    /// <summary>
    /// Gets the top-1 accuracy of the same network that was trained with all labels from random weights, a fraction: what such a network
    /// could know.
    /// </summary>
    /// <value>Default null: it was not trained.</value>
    public double? Ceiling { get; init; }

    /// <summary>Gets scores of encoders that were trained further.</summary>
    /// <value>Default empty.</value>
    public IReadOnlyList<FineTunedScore> FineTuned { get; init; } = [];
}
