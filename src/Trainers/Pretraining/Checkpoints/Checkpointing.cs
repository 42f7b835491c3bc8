using System.Diagnostics;

namespace MsMclr.MLNet.Trainers.Pretraining.Checkpoints;

/// <summary>Says when checkpoints are due, and writes them.</summary>
internal sealed class Checkpointing(CheckpointFolder folder, CheckpointPlan plan, RunIdentity identity, long seed)
{
    private readonly Stopwatch _sinceLast = Stopwatch.StartNew();

    public string? Newest => folder.Newest;

    public bool IsDueAfterStep => plan.Interval != Timeout.InfiniteTimeSpan && _sinceLast.Elapsed >= plan.Interval;

    public bool IsDueAfterEpoch(int epoch, bool last) => last || epoch % plan.EveryEpochs == 0 || IsDueAfterStep;

    /// <summary>Writes a checkpoint, unless the state is not worth one.</summary>
    /// <returns>Whether every value was finite.</returns>
    public bool Write(TrainingState state, TrainingPosition position, IReadOnlyDictionary<string, float[]>? best)
    {
        if (state.Capture(best) is not { } tensors)
            return false;
        folder.Write(new(identity, seed, position, tensors));
        _sinceLast.Restart();
        return true;
    }
}
