namespace MsMclr.MLNet;

/// <summary>Where a pretraining run is.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Epochs">Epochs in all.</param>
/// <param name="Step">Steps done in this epoch.</param>
/// <param name="Steps">Steps an epoch.</param>
/// <param name="Loss">The mean total loss of this epoch so far: InfoNCE plus the weighted mean of the three divergences.</param>
/// <param name="ContrastLoss">InfoNCE's share of it.</param>
/// <param name="LearningRate">The learning rate of the last step.</param>
/// <param name="ClipsPerSecond">Training clips a second since the run began or was resumed.</param>
/// <param name="Elapsed">Time since the run began or was resumed.</param>
/// <param name="Remaining">Time left at this speed.</param>
public sealed record MsMclrProgress(
    int Epoch, int Epochs, int Step, int Steps, double Loss, double ContrastLoss, double LearningRate, double ClipsPerSecond,
    TimeSpan Elapsed, TimeSpan Remaining)
{
    /// <summary>Gets the stream whose encoder is being trained.</summary>
    /// <value>Default <see cref="SkeletonStream.Joint"/>.</value>
    public SkeletonStream Stream { get; init; }

    /// <summary>Gets whether this is the last report of its epoch.</summary>
    public bool IsEndOfEpoch => Step == Steps;

    /// <summary>
    /// Gets, at the end of an epoch, how far the clips of a batch lie apart, from 0 (all share one key: the encoder has collapsed) to 1
    /// (evenly on the sphere): the mean deviation of the last batch's keys (unit projections) times sqrt(P) (SimSiam, Chen and He,
    /// CVPR 2021, section 4.1).
    /// </summary>
    /// <value>Default null.</value>
    public double? EmbeddingSpread { get; init; }

    /// <summary>
    /// Gets, at the end of the first, the last and every few epochs, how many directions the embedding uses: the effective rank of what
    /// <see cref="MsMclrRecipe.Readout"/> reads of its last block for at most 256 training clips, before
    /// <see cref="MsMclrRecipe.Whitening"/>. It is e to the entropy of the singular values of the centered embeddings, divided by
    /// their sum (Roy and Vetterli, EUSIPCO 2007), from 1 to the smaller of E and the clips less one. The epochs from one to the next
    /// are so many that it takes less than 2 % of the time: 8 with up to 256 clips, 1 with 2,048 or more.
    /// </summary>
    /// <value>Default null.</value>
    public double? EffectiveRank { get; init; }

    /// <summary>
    /// Gets, at the end of an epoch that was probed, the share of held-out clips that their nearest neighbors classify right, 0 to 1.
    /// </summary>
    /// <value>Default null.</value>
    public double? ProbeAccuracy { get; init; }
}
