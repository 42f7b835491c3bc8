using System.Runtime.CompilerServices;
using MsMclr.MLNet.Heads.Evaluation;
using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Trainers.Torch;
using MsMclr.MLNet.Trainers.Training.Clips;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Pretraining.Watching;

/// <summary>
/// The effective rank of the embedding as the last block is read out, of a sample of the training clips. Which clips these are depends
/// on their number alone, so that a resumed run tells what a whole one tells.
/// </summary>
internal sealed class EmbeddingRank(ClipStore store)
{
    /// <summary>An effective rank below which the log warns.</summary>
    public const double Low = 2;

    private const int MostClips = 256;

    // Embedding a clip takes a seventh of training on it. A clip of the sample for each eight trained on is below 2 % of the time.
    private const int TrainedForEachEmbedded = 8;

    private readonly int[] _sample = EvenRows.Of(store.Count, MostClips);

    /// <summary>The epochs from one to the next.</summary>
    public int EveryEpochs => ((TrainedForEachEmbedded * _sample.Length) + store.Count - 1) / store.Count;

    /// <summary>Whether it is told after an epoch: the first, the last, and every few.</summary>
    public bool IsDue(int epoch, int epochs) => epoch == 1 || epoch == epochs || epoch % EveryEpochs == 0;

    /// <summary>Embeds the sample, and tells its rank; NaN where a number is not finite.</summary>
    public double Of(NetworkEmbedding network, FitCancellation cancellation)
        => RankOf(network.Of(store, _sample, cancellation), network.Size);

    /// <summary>The rank of rows <c>[N, E]</c>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double RankOf(float[] rows, int size)
    {
        if (rows.AsSpan().ContainsAnyExceptInRange(float.MinValue, float.MaxValue))
            return double.NaN;
        using var scope = NewDisposeScope();
        using var grad = no_grad();
        var x = tensor(rows, [rows.Length / size, size]).to(ScalarType.Float64);
        x = x - x.mean([0L], keepdim: true);
        var products = x.shape[0] < size ? x.matmul(x.t()) : x.t().matmul(x);
        // Rounding may leave an eigenvalue a little below 0.
        var singular = TensorValues.ToArray(linalg.eigvalsh(products).relu().sqrt());
        return SpectralRank.Of([.. singular.Select(value => (double)value)]);
    }
}
