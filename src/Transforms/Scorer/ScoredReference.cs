using Microsoft.ML;
using MsMclr.MLNet.Transforms.Models;

namespace MsMclr.MLNet.Transforms.Scorer;

/// <summary>The reference of a model: what it gives for a made-up clip, and whether it still does.</summary>
internal static class ScoredReference
{
    // Processors add in another order. A damaged weight that changes an answer changes it by more.
    private const float Tolerance = 1e-3f;

    /// <summary>What a model gives for a made-up clip; null for one that is no classifier of clips.</summary>
    public static ModelReference? Of(ITransformer model, DataViewSchema schema)
    {
        try
        {
            using var scorer = new SkeletonScorer(model, schema, new SkeletonScorer.Options { Parallel = 1 });
            var clip = ModelReference.MadeUp(scorer.FrameLength);
            var given = scorer.ScoreUnchecked(clip);
            float[] scores = [.. given.Probabilities];
            return Array.TrueForAll(scores, float.IsFinite) ? new ModelReference("Clip", clip, given.Label, scores) : null;
        }
        catch (Exception e) when (e is FormatException or SkeletonClipException)
        {
            return null;
        }
    }

    /// <summary>Compares what a model gives with what it gave.</summary>
    /// <returns>What is different, in words; null if nothing is.</returns>
    public static string? Difference(ModelReference reference, SkeletonPrediction given)
    {
        if (Difference(reference, given.Probabilities.AsSpan(), "scores") is not { } difference)
            return null;
        return $"{difference} ('{given.Label}', then '{reference.Label}')";
    }

    /// <summary>Compares numbers that a model gives with those that it gave.</summary>
    /// <param name="reference">What it gave.</param>
    /// <param name="given">What it gives.</param>
    /// <param name="what">What the numbers are called.</param>
    /// <returns>What is different, in words; null if nothing is.</returns>
    public static string? Difference(ModelReference reference, ReadOnlySpan<float> given, string what)
    {
        if (given.Length != reference.Scores.Length)
            return $"{given.Length} {what} instead of {reference.Scores.Length}";
        var largest = reference.Scores.Max(Math.Abs);
        var difference = 0f;
        for (var i = 0; i < reference.Scores.Length; i++)
        {
            var off = Math.Abs(given[i] - reference.Scores[i]);
            difference = float.IsNaN(off) ? float.PositiveInfinity : Math.Max(difference, off);
        }

        if (difference <= Tolerance * Math.Max(1, largest))
            return null;
        return FormattableString.Invariant($"{what} off by up to {difference:g3} for the clip that it was saved with");
    }
}
