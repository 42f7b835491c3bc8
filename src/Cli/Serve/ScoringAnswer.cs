namespace MsMclr.MLNet.Cli.Serve;

/// <summary>What a client is told of its clip.</summary>
/// <param name="Action">The action with the highest score.</param>
/// <param name="Confidence">
/// That score. What the head makes of it: for maximum entropy a probability, as far as the head is calibrated.
/// </param>
/// <param name="Scores">The highest scores.</param>
/// <param name="Neighbors">The known clips nearest to this one.</param>
/// <param name="Embedding">The clip's features.</param>
/// <param name="Frames">How many frames it has.</param>
/// <param name="Clip">
/// What the model saw, if the client wants to draw it: for each frame, for each body its coordinates, to the millimeter, or null. A
/// coordinate that was not found is null.
/// </param>
internal sealed record ScoringAnswer(
    string Action,
    float Confidence,
    IReadOnlyList<ActionScore> Scores,
    IReadOnlyList<Neighbor> Neighbors,
    float[] Embedding,
    int Frames,
    float?[]?[][]? Clip);
