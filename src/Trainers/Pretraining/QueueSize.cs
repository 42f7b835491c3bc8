using MsMclr.MLNet.Trainers.Pretraining.Checkpoints;

namespace MsMclr.MLNet.Trainers.Pretraining;

/// <summary>Decides how many keys a run's queue holds.</summary>
internal static class QueueSize
{
    private const long LargestInCheckpoint = 1 << 24;

    /// <summary>The recipe's size, else the checkpoint's, else half an epoch.</summary>
    /// <exception cref="InvalidOperationException">There are fewer keys than neighbors to mine.</exception>
    public static int Of(PretrainingJob job)
    {
        var recipe = job.Recipe;
        var size = recipe.QueueSize > 0 ? recipe.QueueSize : OfCheckpoint(job.From) ?? HalfAnEpoch(job);
        var mines = job.Options.Epochs > recipe.MiningAfter;
        if (mines && recipe.MinedNeighbors > size)
        {
            throw new InvalidOperationException(
                $"MsMclrRecipe.MinedNeighbors is {recipe.MinedNeighbors}; the queue of {job.Data.Store.Count} clips holds {size} keys, "
                + "of which as many can be mined. Lower it, or set QueueSize.");
        }

        return size;
    }

    // A run that goes on with more clips, or in other batches, keeps the queue that it has.
    private static int? OfCheckpoint(Checkpoint? from)
    {
        if (from is null || !from.Tensors.TryGetValue(TrainingState.Queue, out var queue))
            return null;
        return queue.Shape is [_, <= LargestInCheckpoint and var keys] ? (int)keys : null;
    }

    // A clip's own earlier keys are false negatives: half an epoch of keys holds almost none.
    private static int HalfAnEpoch(PretrainingJob job)
    {
        var batches = job.Data.Store.Count / 2 / job.Recipe.BatchSize;
        return Math.Max(1, batches) * job.Recipe.BatchSize;
    }
}
