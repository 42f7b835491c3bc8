namespace MsMclr.MLNet.Trainers.Pretraining.Checkpoints;

/// <summary>
/// Where a run is. Order, augmentation and dropout are functions of the seed and of these numbers, so no generator has a state to keep.
/// </summary>
internal sealed record TrainingPosition
{
    /// <summary>Epochs that are over, their probe and log line included.</summary>
    public int EpochsDone { get; init; }

    /// <summary>Steps done in the epoch after those.</summary>
    public int StepsInEpoch { get; init; }

    /// <summary>Steps in all.</summary>
    public long Steps { get; init; }

    /// <summary>The sum of this epoch's total losses.</summary>
    public float LossSum { get; init; }

    /// <summary>The sum of this epoch's InfoNCE losses.</summary>
    public float ContrastSum { get; init; }

    /// <summary>The column of the queue that the next key goes to.</summary>
    public int QueuePointer { get; init; }

    /// <summary>The epoch of the best probe; 0 before the first.</summary>
    public int BestEpoch { get; init; }

    /// <summary>The best probe's accuracy.</summary>
    public double BestAccuracy { get; init; }

    /// <summary>Probes since the best one.</summary>
    public int ProbesSinceBest { get; init; }

    /// <summary>What tells the probe that found it from others; 0 without one.</summary>
    public long Probe { get; init; }

    /// <summary>Whether no number says that less than nothing was trained.</summary>
    public bool IsPossible => EpochsDone >= 0 && StepsInEpoch >= 0 && Steps >= 0 && QueuePointer >= 0 && BestEpoch >= 0
        && ProbesSinceBest >= 0;
}
