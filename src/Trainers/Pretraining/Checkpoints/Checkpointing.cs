using System.Diagnostics;
using MsMclr.MLNet.Trainers.Training.Clips;

namespace MsMclr.MLNet.Trainers.Pretraining.Checkpoints;

/// <summary>When checkpoints are due, and writing them.</summary>
internal sealed class Checkpointing(CheckpointFolder folder, MsMclrTrainer.Options options, RunIdentity identity, long seed)
{
    private readonly Stopwatch _sinceLast = Stopwatch.StartNew();

    public string? Newest => folder.Newest;

    public bool IsDueAfterStep => options.CheckpointInterval != Timeout.InfiniteTimeSpan && _sinceLast.Elapsed >= options.CheckpointInterval;

    public bool IsDueAfterEpoch(int epoch, bool last) => last || epoch % options.CheckpointEveryEpochs == 0 || IsDueAfterStep;

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

    /// <summary>The checkpoint to go on from, as <see cref="MsMclrTrainer.Options.Resume"/> says; null to begin anew.</summary>
    /// <exception cref="InvalidOperationException">It is of another run, or there is none and there has to be.</exception>
    public static Checkpoint? Find(CheckpointFolder folder, ClipStore store, SkeletonLayout layout, MsMclrTrainer.Options options)
    {
        if (options.Resume == CheckpointResume.Never)
            return null;
        var found = folder.ReadNewest();
        if (found is null)
        {
            return options.Resume == CheckpointResume.IfPresent || options.FollowsAnotherStream ? null
                : throw new InvalidOperationException($"There is no undamaged checkpoint in {options.CheckpointDirectory} (MsMclrTrainer.Options.CheckpointDirectory), and Options.Resume is {options.Resume}; set it to {nameof(CheckpointResume.IfPresent)} to begin anew.");
        }

        string[] differences = [.. found.Identity.Differences(RunIdentity.Of(store, layout, options, options.Seed ?? found.Seed))];
        if (found.Position.EpochsDone + (found.Position.StepsInEpoch > 0 ? 1L : 0) > options.Epochs)
            throw new InvalidOperationException($"The checkpoint {found.Path} has {found.Position.EpochsDone} epochs and {found.Position.StepsInEpoch} steps behind it, more than Options.Epochs ({options.Epochs}); raise it, or choose another CheckpointDirectory.");
        if (differences.Length == 0)
            return found;
        if (options.Resume != CheckpointResume.WithChanges)
        {
            throw new InvalidOperationException($"The checkpoint {found.Path} is of another run:\n  {string.Join("\n  ", differences)}\n"
                + $"Choose another CheckpointDirectory, or set MsMclrTrainer.Options.Resume to {nameof(CheckpointResume.Never)} (begin anew) or {nameof(CheckpointResume.WithChanges)} (go on all the same).");
        }

        // Where a step lies in an epoch depends on data and batch.
        var sameSteps = !differences.Any(difference => difference.StartsWith("clips", StringComparison.Ordinal) || difference.StartsWith("content", StringComparison.Ordinal)
            || difference.StartsWith($"Recipe.{nameof(MsMclrRecipe.BatchSize)}", StringComparison.Ordinal) || difference.StartsWith("Seed", StringComparison.Ordinal));
        return sameSteps ? found : found with { Position = found.Position with { StepsInEpoch = 0, LossSum = 0, ContrastSum = 0 } };
    }
}
