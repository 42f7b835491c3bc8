using System.Runtime.CompilerServices;
using MsMclr.MLNet.Trainers.Pretraining.Contrast;
using MsMclr.MLNet.Trainers.Torch;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Pretraining.Watching;

/// <summary>
/// Whether the keys of a batch, the projections that are contrasted, still tell clips apart. They lie in the queue already, so looking
/// costs next to nothing. One batch only: keys of several also differ by what each batch leaves in BatchNorm's statistics.
/// </summary>
/// <param name="Spread">
/// The standard deviation of unit keys over clips, averaged over dimensions, times sqrt(P) (SimSiam, Chen and He, CVPR 2021, section 4.1):
/// 1 where they lie evenly on the sphere, 0 where all are one point.
/// </param>
internal readonly record struct EmbeddingHealth(double Spread)
{
    /// <summary>A spread below which keys count as one point.</summary>
    public const double CollapsedSpread = 1e-4;

    private const int MostKeys = 256;

    public bool IsCollapsed => Spread < CollapsedSpread;

    public bool IsFinite => double.IsFinite(Spread);

    /// <summary>Of the newest keys of a queue, at most <paramref name="batch"/>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static EmbeddingHealth Of(KeyQueue queue, int batch)
    {
        using var scope = NewDisposeScope();
        using var grad = no_grad();
        var capacity = queue.Keys.shape[1];
        var count = (int)Math.Min(Math.Min(batch, capacity), MostKeys);
        var columns = Enumerable.Range(1, count).Select(age => (queue.Pointer - age + capacity) % capacity).ToArray();
        var newest = tensor(columns, dtype: ScalarType.Int64, device: queue.Keys.device);
        return Of(TensorValues.ToArray(queue.Keys.index_select(1, newest).t()), (int)queue.Keys.shape[0]);
    }

    /// <summary>Of unit rows <c>[N, P]</c>.</summary>
    public static EmbeddingHealth Of(float[] embeddings, int dimension)
    {
        if (embeddings.AsSpan().ContainsAnyExceptInRange(float.MinValue, float.MaxValue))
            return new(double.NaN);
        var count = embeddings.Length / dimension;
        var mean = new double[dimension];
        for (var at = 0; at < embeddings.Length; at++)
            mean[at % dimension] += embeddings[at] / (double)count;
        var squares = new double[dimension];
        for (var at = 0; at < embeddings.Length; at++)
        {
            var difference = embeddings[at] - (float)mean[at % dimension];
            squares[at % dimension] += (double)difference * difference / count;
        }

        return new(squares.Average(Math.Sqrt) * Math.Sqrt(dimension));
    }
}
