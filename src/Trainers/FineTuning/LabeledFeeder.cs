using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Trainers.Training.Clips;

namespace MsMclr.MLNet.Trainers.FineTuning;

/// <summary>Makes the next labeled batch while the current one trains.</summary>
internal sealed class LabeledFeeder(
    LabeledSelection selection, SkeletonLayout layout, SkeletonAugmentation? augmentation, int batchSize, long seed)
{
    private readonly LabeledBatch[] _batches = [new(batchSize, selection.Clips.Shape), new(batchSize, selection.Clips.Shape)];
    private readonly ClipAugmenter _augmenter = new(selection.Clips.Shape, layout, seed)
    {
        Coordinates = selection.Clips.Coordinates,
    };

    public int StepsPerEpoch => (selection.Count + batchSize - 1) / batchSize;

    /// <summary>
    /// The batches of an epoch, from 1 and in an order of its own; of epoch 0 in the selection's order. A batch is overwritten two
    /// batches later.
    /// </summary>
    public IEnumerable<LabeledBatch> Epoch(int epoch)
    {
        var order = epoch > 0 ? BatchesAhead.Order(selection.Count, seed, epoch) : [.. Enumerable.Range(0, selection.Count)];
        return BatchesAhead.Of(0, StepsPerEpoch, step => Fill(step, order, epoch));
    }

    private LabeledBatch Fill(int step, int[] order, int epoch)
    {
        var batch = _batches[step % 2];
        var length = selection.Clips.Shape.Length;
        batch.Clips = Math.Min(batchSize, selection.Count - (step * batchSize));
        ParallelRows.For(batch.Clips, i =>
        {
            var place = order[(step * batchSize) + i];
            batch.Places[i] = place;
            batch.Labels[i] = selection.Label(place);
            var values = batch.Values.AsSpan(i * length, length);
            selection.Clips.CopyTo(selection.Rows[place], values);
            if (augmentation is not null)
                _augmenter.Apply(augmentation, values, epoch, selection.Rows[place], view: 0);
        });
        return batch;
    }
}
