namespace MsMclr.MLNet.Cli.Serve;

/// <summary>What a model is to give for a clip.</summary>
/// <param name="Clip">The clip, <c>[T, M, V, C]</c>.</param>
/// <param name="Scores">The score of each action.</param>
/// <param name="Tolerance">By how much a score may differ, as a share of the largest or of 1.</param>
internal sealed record ExpectedScores(float[] Clip, IReadOnlyList<float> Scores, float Tolerance)
{
    private const int Frames = 8;

    // A model that is damaged is off by more than the last digits, and a service is not to stop for these.
    private const float LastDigits = 1e-4f;

    /// <summary>What a model gives now for a made-up clip.</summary>
    public static ExpectedScores FirstAnswer(ScoringModel model)
    {
        var random = new Random(1);
        var shape = model.Shape;
        var size = Frames * shape.Bodies * shape.Layout.JointCount * shape.Channels;
        float[] clip = [.. Enumerable.Range(0, size).Select(_ => 0.1f + random.NextSingle())];
        return new ExpectedScores(clip, model.Score(clip).Probabilities, LastDigits);
    }
}
