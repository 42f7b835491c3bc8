using MsMclr.MLNet.Trainers.Torch;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Pretraining.Contrast;

/// <summary>
/// InfoNCE of the ordinary view part by part: what a part of the body does in a segment of the clip is told from what the same part does
/// there in the other clips of the batch.
/// </summary>
internal sealed class PartContrast(double temperature, double weight)
{
    /// <summary>Gets how many segments of time there are, as <c>SkeletonReadout.MultiScale</c> reads the trained encoder.</summary>
    public const int Segments = 2;

    /// <summary>Computes the loss, the mean over parts, segments and clips, times its weight.</summary>
    /// <param name="queries">Unit rows of the query encoder, <c>[S * G, n, P]</c>, of some clips of the batch.</param>
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
