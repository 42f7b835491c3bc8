using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Trainers.Networks;
using MsMclr.MLNet.Trainers.Pretraining.Watching;
using MsMclr.MLNet.Trainers.Ranks;
using MsMclr.MLNet.Trainers.Training;

namespace MsMclr.MLNet.Trainers.Pretraining;

/// <summary>
/// Looks at the encoder after an epoch: the probe, and the embedding's rank. Every rank looks, which takes no longer, and rank 0's word
/// counts.
/// </summary>
internal sealed class EpochWatch(PretrainingJob job, Encoder encoder, ClipViews views) : IDisposable
{
    // Ranks cancel together, before a step.
    private readonly FitCancellation _cancellation = job.Ranks.Size > 1 ? default : job.Cancellation;
    private readonly EmbeddingRank _rank = new(job.Data.Store);
    private readonly NetworkReadout _probed = new(encoder, SkeletonReadout.Global, job.Data.Layout, job.Device);
    private readonly NetworkReadout _embedded = new(encoder, LastOf(job.Recipe.Readout), job.Data.Layout, job.Device);

    /// <summary>Looks for what is due after an epoch, counted from 1.</summary>
    public EpochFindings Look(int epoch) => new(OfFirst(Probe(epoch)), OfFirst(Rank(epoch)));

    public void Dispose()
    {
        _probed.Dispose();
        _embedded.Dispose();
    }

    // What the last block tells is where an embedding collapses first. It costs a forward pass of our own kernels, which give no others.
    private static SkeletonReadout LastOf(SkeletonReadout readout) => readout with { Blocks = [readout.Blocks[^1]] };

    private double? OfFirst(double? here)
    {
        if (here is not { } found)
            return null;
        return BitConverter.Int64BitsToDouble(job.Ranks.FromFirst(BitConverter.DoubleToInt64Bits(found), "findings"));
    }

    private double? Probe(int epoch)
    {
        if (job.Data.Probe is not { } probe || !probe.IsDue(epoch, job.Options.Epochs))
            return null;
        return probe.Accuracy(new NetworkEmbedding(_probed, views), _cancellation);
    }

    private double? Rank(int epoch)
    {
        if (!_rank.IsDue(epoch, job.Options.Epochs))
            return null;
        return _rank.Of(new NetworkEmbedding(_embedded, views), _cancellation);
    }
}
