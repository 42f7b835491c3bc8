using System.Buffers;

namespace MsMclr.MLNet;

/// <summary>
/// Makes the next batch while the current one trains. What a clip becomes is a function of (seed, epoch, clip): neither threads nor
/// batch size change it.
/// </summary>
internal sealed class LabelledFeeder(LabelledSelection selection, SkeletonLayout layout, SkeletonAugmentation? augmentation, int batchSize, long seed)
{
    private readonly LabelledBatch[] _batches = [new(batchSize, selection.Clips.Shape), new(batchSize, selection.Clips.Shape)];

    public int StepsPerEpoch => (selection.Count + batchSize - 1) / batchSize;

    /// <summary>The batches of an epoch, from 1 and in an order of its own; of epoch 0 in the selection's order. A batch is overwritten two batches later.</summary>
    public IEnumerable<LabelledBatch> Epoch(int epoch)
    {
        var order = Enumerable.Range(0, selection.Count).ToArray();
        if (epoch > 0)
            new Random(HashCode(seed, epoch)).Shuffle(order);
        var next = Task.Run(() => Fill(0, order, epoch));
        try
        {
            for (var step = 0; step < StepsPerEpoch; step++)
            {
                var ready = next.GetAwaiter().GetResult();
                var following = step + 1;
                if (following < StepsPerEpoch)
                    next = Task.Run(() => Fill(following, order, epoch));
                yield return ready;
            }
        }
        finally
        {
            ((IAsyncResult)next).AsyncWaitHandle.WaitOne(); // Whoever leaves early may close the store next.
        }
    }

    private LabelledBatch Fill(int step, int[] order, int epoch)
    {
        var batch = _batches[step % 2];
        var length = selection.Clips.Shape.Length;
        batch.Clips = Math.Min(batchSize, selection.Count - (step * batchSize));
        Parallel.For(0, batch.Clips, i =>
        {
            var place = order[(step * batchSize) + i];
            (batch.Places[i], batch.Labels[i]) = (place, selection.Label(place));
            var values = batch.Values.AsSpan(i * length, length);
            selection.Clips.CopyTo(selection.Rows[place], values);
            if (augmentation is not null)
                Augment(values, selection.Rows[place], epoch);
        });
        return batch;
    }

    private void Augment(Span<float> values, int clip, int epoch)
    {
        var random = AugmentationRandom.For(seed, epoch, clip, 0);
        var scratch = ArrayPool<float>.Shared.Rent(values.Length);
        augmentation!.Apply(new SkeletonClip(values, selection.Clips.Shape, layout, scratch.AsSpan(0, values.Length)), ref random);
        ArrayPool<float>.Shared.Return(scratch);
    }

    // Not System.HashCode, which differs from process to process.
    private static int HashCode(long seed, int epoch) => (int)((((ulong)seed * 0x9e3779b97f4a7c15) + ((ulong)epoch * 0xbf58476d1ce4e5b9)) >> 32);
}
