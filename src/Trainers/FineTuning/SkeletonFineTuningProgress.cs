namespace MsMclr.MLNet;

/// <summary>Where a fine-tuning run is.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Epochs">Epochs in all; early stopping may end the run before.</param>
/// <param name="Step">Steps done in this epoch.</param>
/// <param name="Steps">Steps an epoch.</param>
/// <param name="Loss">The mean cross entropy of this epoch so far, on augmented clips.</param>
/// <param name="ValidationLoss">The mean cross entropy on the validation clips; null within an epoch and without validation.</param>
/// <param name="ValidationAccuracy">The share of validation clips that are told right, 0 to 1; null within an epoch and without
/// validation.</param>
/// <param name="Elapsed">Time since the run began.</param>
/// <param name="Remaining">Time left at this speed.</param>
public sealed record SkeletonFineTuningProgress(
    int Epoch, int Epochs, int Step, int Steps, double Loss, double? ValidationLoss, double? ValidationAccuracy, TimeSpan Elapsed,
    TimeSpan Remaining)
{
    /// <summary>Gets whether this is the last report of its epoch.</summary>
    public bool IsEndOfEpoch => Step == Steps;
}
