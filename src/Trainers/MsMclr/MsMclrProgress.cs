namespace MsMclr.MLNet;

/// <summary>Where a pretraining run is.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Epochs">Epochs in all.</param>
/// <param name="Step">Steps done in this epoch.</param>
/// <param name="Steps">Steps an epoch.</param>
/// <param name="Loss">The mean total loss of this epoch so far: InfoNCE plus the weighted mean of the three divergences.</param>
/// <param name="ContrastLoss">InfoNCE's share of it.</param>
/// <param name="LearningRate">The learning rate of the last step.</param>
/// <param name="ClipsPerSecond">Training clips a second since the run began.</param>
/// <param name="Elapsed">Time since the run began.</param>
/// <param name="Remaining">Time left at this speed.</param>
public sealed record MsMclrProgress(int Epoch, int Epochs, int Step, int Steps, double Loss, double ContrastLoss, double LearningRate,
    double ClipsPerSecond, TimeSpan Elapsed, TimeSpan Remaining)
{
    /// <summary>Whether this is the last report of its epoch.</summary>
    public bool IsEndOfEpoch => Step == Steps;
}
