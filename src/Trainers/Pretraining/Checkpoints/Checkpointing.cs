using System.Diagnostics;

namespace MsMclr.MLNet.Trainers.Pretraining.Checkpoints;

/// <summary>Says when checkpoints are due, and writes them.</summary>
internal sealed class Checkpointing(CheckpointFolder folder, CheckpointPlan plan, RunIdentity identity, long seed, Action<string> warn)
{
    // A disk that is full may have room again soon.
    private static readonly TimeSpan Retry = TimeSpan.FromMinutes(1);
    private readonly Stopwatch _sinceLast = Stopwatch.StartNew();
    private int _failures;

    public string? Newest => folder.Newest;

    public bool IsDueAfterStep => Interval is { } interval && _sinceLast.Elapsed >= interval;

    // Null for never.
    private TimeSpan? Interval
    {
        get
        {
            TimeSpan? planned = plan.Interval == Timeout.InfiniteTimeSpan ? null : plan.Interval;
            return _failures > 0 && !(planned < Retry) ? Retry : planned;
        }
    }

    public bool IsDueAfterEpoch(int epoch, bool last) => last || epoch % plan.EveryEpochs == 0 || IsDueAfterStep;

    /// <summary>
    /// Writes a checkpoint, unless the state is not worth one. Where it cannot be written, training goes on, unless the plan says
    /// otherwise.
    /// </summary>
    /// <returns>Whether every value was finite.</returns>
    /// <exception cref="IOException">It cannot be written, and the plan says that this ends the run.</exception>
    public bool Write(TrainingState state, TrainingPosition position, IReadOnlyDictionary<string, float[]>? best)
    {
        if (state.Capture(best) is not { } tensors)
            return false;
        try
        {
            folder.Write(new(identity, seed, position, tensors));
            if (_failures > 0)
                warn($"Checkpoints are written again: {folder.Newest}.");
            _failures = 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            if (plan.StopOnFailure)
                throw new IOException($"{Failed(position)}: {error.Message}", error);
            _failures++;
            warn($"{Failed(position)}: {error.Message} Training goes on, and it is tried again. {LastGood()}");
        }

        _sinceLast.Restart();
        return true;
    }

    private string Failed(TrainingPosition position)
        => $"The checkpoint of step {position.Steps} cannot be written to {plan.Directory} (MsMclrTrainer.Options.CheckpointDirectory)";

    private string LastGood() => folder.Newest is { } newest ? $"The last good one is {newest}." : "There is none yet.";
}
