using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Trainers.Training.Clips;

namespace MsMclr.MLNet.Trainers.Pretraining;

/// <summary>
/// Makes the views of the next batch while the current one trains. A rank takes its run of the batch's clips; which clips these are, and
/// what becomes of them, doesn't depend on the ranks.
/// </summary>
internal sealed class ViewFeeder(PretrainingData data, MsMclrRecipe recipe, long seed, Communicator ranks)
{
    private const int StrongView = 0;
    private const int OrdinaryView = 1;
    private const int KeyView = 2;

    private readonly int _clips = recipe.BatchSize / ranks.Size;
    private readonly SkeletonAugmentation _ordinary = recipe.OrdinaryView;
    private readonly SkeletonAugmentation _strong = recipe.StrongView;
    private readonly ViewBatch[] _batches = Two(recipe.BatchSize / ranks.Size, data.Store.Shape);
    private readonly ClipAugmenter _augmenter = new(data.Store.Shape, data.Layout, seed)
    {
        Coordinates = data.Coordinates ?? data.Store.Shape.Channels,
    };

    /// <summary>The batches of an epoch from a step on. A batch is overwritten two batches later.</summary>
    public IEnumerable<ViewBatch> Epoch(int epoch, int firstStep)
    {
        var order = BatchesAhead.Order(data.Store.Count, seed, epoch);
        var steps = data.Store.Count / recipe.BatchSize;
        return BatchesAhead.Of(firstStep, steps, step => Fill(order, step, epoch));
    }

    private static ViewBatch[] Two(int clips, ClipShape shape) => [new(clips, shape), new(clips, shape)];

    private ViewBatch Fill(int[] order, int step, int epoch)
    {
        var batch = _batches[step % 2];
        var first = (step * recipe.BatchSize) + (ranks.Rank * _clips);
        ParallelRows.For(_clips, i =>
        {
            var clip = order[first + i];
            Augment(ClipOf(batch.Strong, i), clip, epoch, StrongView, _strong);
            Augment(ClipOf(batch.Ordinary, i), clip, epoch, OrdinaryView, _ordinary);
            Augment(ClipOf(batch.Key, i), clip, epoch, KeyView, _ordinary);
        });
        return batch;
    }

    private Span<float> ClipOf(float[] views, int index) => views.AsSpan(index * data.Store.Shape.Length, data.Store.Shape.Length);

    private void Augment(Span<float> values, int clip, int epoch, int view, SkeletonAugmentation augmentation)
    {
        data.Store.CopyTo(clip, values);
        _augmenter.Apply(augmentation, values, epoch, clip, view);
    }
}
