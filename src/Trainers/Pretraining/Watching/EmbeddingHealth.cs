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
/// <param name="EffectiveRank">
/// exp of the entropy of the singular values of the centered keys (Roy and Vetterli, 2007; RankMe, Garrido et al., ICML 2023): how many
/// dimensions are in use, from 1 to the smaller of P and the number of keys.
/// </param>
internal readonly record struct EmbeddingHealth(double Spread, double EffectiveRank)
{
    /// <summary>A spread below which keys count as one point.</summary>
    public const double CollapsedSpread = 1e-4;

    private const int MostKeys = 256;

    public bool IsCollapsed => Spread < CollapsedSpread;

    public bool IsFinite => double.IsFinite(Spread) && double.IsFinite(EffectiveRank);

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
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static EmbeddingHealth Of(float[] embeddings, int dimension)
    {
        if (embeddings.AsSpan().ContainsAnyExceptInRange(float.MinValue, float.MaxValue))
            return new(double.NaN, double.NaN);
        var count = embeddings.Length / dimension;
        var mean = new double[dimension];
        for (var at = 0; at < embeddings.Length; at++)
            mean[at % dimension] += embeddings[at] / (double)count;
        var squares = new double[dimension];
        for (var at = 0; at < embeddings.Length; at++)
        {
            embeddings[at] -= (float)mean[at % dimension];
            squares[at % dimension] += (double)embeddings[at] * embeddings[at] / count;
        }

        using var scope = NewDisposeScope();
        var singular = TensorValues.ToArray(linalg.svdvals(tensor(embeddings, [count, dimension])));
        return new(squares.Average(Math.Sqrt) * Math.Sqrt(dimension), RankOf(singular));
    }

    private static double RankOf(float[] singular)
    {
        var sum = singular.Sum(value => (double)value);
        if (sum == 0)
            return 1;
        var entropy = -singular.Where(value => value > 0).Sum(value => value / sum * Math.Log(value / sum));
        return Math.Exp(entropy);
    }
}
