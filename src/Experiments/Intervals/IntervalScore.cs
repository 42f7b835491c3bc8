namespace MsMclr.MLNet;

/// <summary>How well actions were found, at one threshold of overlap. Shares are from 0 to 1.</summary>
public sealed class IntervalScore
{
    internal IntervalScore()
    {
    }

    /// <summary>Gets what the overlap with a true interval has to exceed.</summary>
    public required double Overlap { get; init; }

    /// <summary>Gets the mean of average precisions over the actions that are there, PKU-MMD's <c>mAP_a</c>.</summary>
    public required double MeanByAction { get; init; }

    /// <summary>Gets the mean of average precisions over recordings, all actions of one taken together, PKU-MMD's <c>mAP_v</c>.</summary>
    public required double MeanByRecording { get; init; }

    /// <summary>Gets the share of the found intervals that are right.</summary>
    public required double Precision { get; init; }

    /// <summary>Gets the share of the true intervals that were found.</summary>
    public required double Recall { get; init; }

    /// <summary>Gets the harmonic mean of precision and recall.</summary>
    public double F1 => Precision + Recall == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);
}
