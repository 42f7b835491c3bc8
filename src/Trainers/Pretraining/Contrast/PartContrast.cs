using MsMclr.MLNet.Trainers.Networks;
using MsMclr.MLNet.Trainers.Torch;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Pretraining.Contrast;

/// <summary>
/// InfoNCE of the ordinary view part by part: what a part of the body does in a segment of the clip is told from what the same part does
/// there in the other clips of the batch.
/// </summary>
internal sealed class PartContrast(double temperature, double weight)
{
    // As SkeletonReadout.MultiScale reads the trained encoder.
    private const int Segments = 2;

    /// <summary>Computes unit rows <c>[S * G, N, P]</c> of feature maps <c>[R', D, T', V]</c>.</summary>
    public static Tensor Project(NetworkHead head, Tensor features, BodyRows rows)
    {
        var pooled = head.PoolParts(features, rows, Segments);
        return UnitLength.Of(head.Project(pooled), 2).transpose(0, 1);
    }

    /// <summary>Computes the loss, the mean over parts, segments and clips, times its weight.</summary>
    /// <param name="queries">Of the query encoder, as <see cref="Project"/> gives them, of some clips of the batch.</param>
    /// <param name="keys">The same of the key encoder, of all.</param>
    /// <param name="first">Which clip of the batch the first query is of.</param>
    /// <returns>The share of these clips: the shares of all add up to the loss.</returns>
    public Tensor Loss(Tensor queries, Tensor keys, int first = 0)
    {
        var logits = matmul(queries, keys.transpose(1, 2)) / Constant.Of(temperature);
        var log = nn.functional.log_softmax(logits, 2);
        return log.diagonal(first, 1, 2).sum() * Constant.Of(-weight / (keys.shape[0] * keys.shape[1]));
    }
}
