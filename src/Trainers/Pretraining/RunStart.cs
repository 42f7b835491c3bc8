using MsMclr.MLNet.Trainers.Pretraining.Checkpoints;

namespace MsMclr.MLNet.Trainers.Pretraining;

/// <summary>
/// Where a run begins, and where its checkpoints go. With several ranks, rank 0 alone opens the folder, and tells the others its seed and
/// its checkpoint.
/// </summary>
internal sealed class RunStart : IDisposable
{
    private readonly CheckpointFolder? _folder;

    /// <summary>Opens the folder of checkpoints, if there is one, and finds what to go on from.</summary>
    /// <param name="data">The clips.</param>
    /// <param name="options">The options, as this rank takes them.</param>
    /// <param name="drawn">A seed, where the options name none.</param>
    /// <param name="warn">Where warnings go.</param>
    public RunStart(PretrainingData data, MsMclrTrainer.Options options, long drawn, Action<string> warn)
    {
        var plan = CheckpointPlans.Of(options);
        _folder = plan is null ? null : new(plan.Directory, options.KeepCheckpoints, warn);
        try
        {
            RunIdentity IdentityOf(long seed) => RunIdentities.Of(data, options, seed);
            RunIdentity IdentityAfter(Checkpoint found) => IdentityOf(options.Seed ?? found.Seed);
            var found = _folder is null ? null : ResumePoint.Find(_folder, plan!, IdentityAfter, warn);
            var ranks = options.Communicator;
            Seed = RankHandshake.Seed(ranks, options.Seed ?? found?.Seed ?? drawn);
            RankHandshake.RequireSame(ranks, IdentityOf(Seed), data, options);
            From = RankHandshake.Checkpoint(ranks, found);
            Checkpoints = _folder is null ? null : new(_folder, plan!, IdentityOf(Seed), Seed, warn);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Gets the seed of everything that is drawn.</summary>
    public long Seed { get; }

    /// <summary>Gets what to go on from, if anything.</summary>
    public Checkpoint? From { get; }

    /// <summary>Gets where checkpoints go, if anywhere.</summary>
    public Checkpointing? Checkpoints { get; }

    public void Dispose() => _folder?.Dispose();
}
