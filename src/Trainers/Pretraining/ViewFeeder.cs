using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Trainers.Training.Clips;

namespace MsMclr.MLNet.Trainers.Pretraining;

/// <summary>Makes the views of the next batch while the current one trains.</summary>
internal sealed class ViewFeeder(ClipStore store, SkeletonLayout layout, MsMclrRecipe recipe, long seed)
{
    private readonly ViewBatch[] _batches = [new(recipe.BatchSize, store.Shape), new(recipe.BatchSize, store.Shape)];
    private readonly ClipAugmenter _augmenter = new(store.Shape, layout, seed);

    public int StepsPerEpoch => store.Count / recipe.BatchSize;

    /// <summary>The batches of an epoch from a step on. A batch is overwritten two batches later.</summary>
    public IEnumerable<ViewBatch> Epoch(int epoch, int firstStep)
    {
        var order = BatchesAhead.Order(store.Count, seed, epoch);
        return BatchesAhead.Of(firstStep, StepsPerEpoch, step => Fill(order, step, epoch));
    }

    private ViewBatch Fill(int[] order, int step, int epoch)
    {
        var batch = _batches[step % 2];
        ParallelRows.For(recipe.BatchSize, i =>
        {
            var clip = order[(step * recipe.BatchSize) + i];
            Augment(batch.Strong, i, clip, epoch, 0, recipe.StrongAugmentation);
            Augment(batch.Ordinary, i, clip, epoch, 1, recipe.OrdinaryAugmentation);
            Augment(batch.Key, i, clip, epoch, 2, recipe.OrdinaryAugmentation);
        });
        return batch;
    }

    private void Augment(float[] views, int index, int clip, int epoch, int view, SkeletonAugmentation augmentation)
    {
        var values = views.AsSpan(index * store.Shape.Length, store.Shape.Length);
        store.CopyTo(clip, values);
        _augmenter.Apply(augmentation, values, epoch, clip, view);
    }
}
