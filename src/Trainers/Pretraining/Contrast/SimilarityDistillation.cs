using MsMclr.MLNet.Trainers.Torch;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Pretraining.Contrast;

/// <summary>
/// Similarity-preserving distillation (Tung and Mori, ICCV 2019): the clips of a batch shall be as similar by what the encoder says of
/// their parts as a teacher finds them. Nothing but the encoder is trained by it.
/// </summary>
internal sealed class SimilarityDistillation(double weight)
{
    /// <summary>
    /// Computes the loss: the mean, over pairs of different clips, of the squared difference of the two similarities, times the weight.
    /// </summary>
    /// <param name="parts">What the encoder says of each part in each segment, <c>[N, S * G, D]</c>.</param>
    /// <param name="teacher">The teacher's rows of the same clips, each of length 1, <c>[N, F]</c>.</param>
    public Tensor Loss(Tensor parts, Tensor teacher)
    {
        var rows = parts.reshape(parts.shape[0], -1);
        var centered = rows.add(rows.mean([0], keepdim: true), Constant.Of(-1));
        var learned = UnitLength.Of(centered, 1);

        // Of a clip and itself both similarities are 1, so that the diagonal adds nothing.
        var clips = parts.shape[0];
        var difference = nn.functional.mse_loss(Products(learned), Products(teacher), nn.Reduction.Sum);
        return difference * Constant.Of(weight / (clips * (clips - 1)));
    }

    private static Tensor Products(Tensor rows) => matmul(rows, rows.t());
}
