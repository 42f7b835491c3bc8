using MsMclr.MLNet;

namespace Samples;

/// <summary>Scoring raw clips with a saved model, from as many threads as there are.</summary>
public static class ScoreClips
{
    public static IEnumerable<string> Actions(string modelFile, IEnumerable<float[,,,]> clips)
    {
        // A joint that the tracker did not find is NaN, and the model's preparation fills it in.
        using var scorer = SkeletonScorer.Load(modelFile, new SkeletonScorer.Options { FillMissingJoints = true });
        return [.. clips.AsParallel().AsOrdered().Select(clip => Action(scorer, clip))];
    }

    private static string Action(SkeletonScorer scorer, float[,,,] clip)
    {
        try
        {
            var prediction = scorer.Score(clip);
            return $"{prediction.Label} {prediction.Confidence:f2}";
        }
        catch (SkeletonClipException refused)
        {
            return refused.Message;
        }
    }
}
