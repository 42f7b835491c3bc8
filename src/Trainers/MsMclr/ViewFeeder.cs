using System.Buffers;

namespace MsMclr.MLNet;

/// <summary>
/// Makes the views of the next batch while the current one trains. What a clip becomes is a function of (seed, epoch, clip,
/// view): neither threads nor batch size change it.
/// </summary>
internal sealed class ViewFeeder(ClipStore store, SkeletonLayout layout, MsMclrRecipe recipe, long seed)
{
    private readonly ViewBatch[] _batches = [new(recipe.BatchSize, store.Shape), new(recipe.BatchSize, store.Shape)];

    public int StepsPerEpoch => store.Count / recipe.BatchSize;

    /// <summary>The batches of an epoch from a step on. A batch is overwritten two batches later.</summary>
    public IEnumerable<ViewBatch> Epoch(int epoch, int firstStep)
    {
        if (firstStep >= StepsPerEpoch)
            yield break;
        var order = Order(epoch);
        var next = Task.Run(() => Fill(_batches[firstStep % 2], order, firstStep, epoch));
        try
        {
            for (var step = firstStep; step < StepsPerEpoch; step++)
            {
                var ready = next.GetAwaiter().GetResult();
                var following = step + 1;
                if (following < StepsPerEpoch)
                    next = Task.Run(() => Fill(_batches[following % 2], order, following, epoch));
                yield return ready;
            }
        }
        finally
        {
            Task.WaitAny(next); // Whoever leaves early may close the store next.
        }
    }

    private int[] Order(int epoch)
    {
        var order = Enumerable.Range(0, store.Count).ToArray();
        new Random(OrderSeed(seed, epoch)).Shuffle(order);
        return order;
    }

    private ViewBatch Fill(ViewBatch batch, int[] order, int step, int epoch)
    {
        Parallel.For(0, recipe.BatchSize, i =>
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
        var random = AugmentationRandom.For(seed, epoch, clip, view);
        var scratch = ArrayPool<float>.Shared.Rent(store.Shape.Length);
        augmentation.Apply(new SkeletonClip(values, store.Shape, layout, scratch.AsSpan(0, store.Shape.Length)), ref random);
        ArrayPool<float>.Shared.Return(scratch);
    }

    // Not System.HashCode, which differs from process to process.
    private static int OrderSeed(long seed, int epoch) => (int)((((ulong)seed * 0x9e3779b97f4a7c15) + ((ulong)epoch * 0xbf58476d1ce4e5b9)) >> 32);
}
