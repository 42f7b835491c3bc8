namespace MsMclr.MLNet.Cli.Serve;

/// <summary>
/// The self-test: the model gives the clip that it was saved with the scores that its file tells, and another clip those of the start.
/// </summary>
internal sealed class ModelHealth(ScoringModel model, ExpectedScores expected)
{
    /// <summary>What is different, in words that follow "The model gives"; null if nothing is.</summary>
    public string? Difference()
    {
        if (model.SelfTest() is { } saved)
            return saved;
        try
        {
            var scores = model.Score(expected.Clip).Probabilities;
            if (scores.Length != expected.Scores.Count)
                return $"{scores.Length} scores instead of {expected.Scores.Count}";
            var allowed = expected.Tolerance * Math.Max(1, expected.Scores.Max(Math.Abs));
            var isSame = scores.Zip(expected.Scores).All(pair => Math.Abs(pair.First - pair.Second) <= allowed);
            return isSame ? null : "other scores than it is to give";
        }
        catch (SkeletonClipException error)
        {
            return $"no scores: {error.Message}";
        }
    }
}
