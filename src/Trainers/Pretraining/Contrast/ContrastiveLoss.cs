using MsMclr.MLNet.Trainers.Torch;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Pretraining.Contrast;

/// <summary>
/// InfoNCE (MoCo, equation 1) of the ordinary view, and the dual distributional divergence D3M (AimCLR, equation 6) by which it
/// supervises the strong view at three scales. Inputs are unit rows <c>[N, P]</c>.
/// </summary>
internal static class ContrastiveLoss
{
    /// <summary>
    /// <c>[z . z_k, z Q]</c>, <c>[N, 1 + K]</c>, before the temperature; with batch negatives <c>[z . z_k, z . other z_k, z Q]</c>, <c>[N, N + K]</c>.
    /// </summary>
    public static Tensor Similarities(Tensor z, Tensor key, Tensor queue, bool batchNegatives) => batchNegatives
        ? cat([(z * key).sum(1, keepdim: true), OffDiagonal(matmul(z, key.t())), matmul(z, queue)], 1)
        : cat([(z * key).sum(1, keepdim: true), matmul(z, queue)], 1);

    /// <summary>The losses of one step, and the logits and mined positives for those who look.</summary>
    public static Losses Of(Tensor query, Tensor joint, Tensor part, Tensor body, Tensor key, Tensor queue, double temperature, double divergenceWeight, int minedNeighbors, bool batchNegatives = false)
    {
        var similar = new[] { query, joint, part, body }.Select(z => Similarities(z, key, queue, batchNegatives)).ToArray();
        var logs = similar.Select(logits => nn.functional.log_softmax(logits / Constant.Of(temperature), 1)).ToArray();
        var target = logs[0].detach().exp();
        var positives = minedNeighbors > 0 ? Positives(similar, minedNeighbors) : null;
        var contrast = positives is null ? -logs[0].select(1, 0).mean()
            : -((positives * logs[0]).sum(1) / positives.sum(1)).mean();
        var divergences = logs.Skip(1).Select(log => -(target * log).sum(1).mean()).ToArray();
        var total = contrast.Plus(divergences[0].Plus(divergences[1]).Plus(divergences[2]) * Constant.Of(divergenceWeight / 3));
        return new(total, contrast, divergences[0], divergences[1], divergences[2], similar[0] / Constant.Of(temperature), target, positives);
    }

    // Without its first value, a square's rows fall into runs of N + 1 of which the diagonal is the last.
    private static Tensor OffDiagonal(Tensor square)
    {
        var n = square.shape[0];
        return square.flatten().narrow(0, 1, (n * n) - 1).view(n - 1, n + 1).narrow(1, 0, n).reshape(n, n - 1);
    }

    /// <summary>Nearest-neighbor mining (AimCLR, section 3.4): the positive, and each branch's most similar queue columns.</summary>
    private static Tensor Positives(Tensor[] similar, int neighbors)
    {
        var mask = zeros_like(similar[0]).detach();
        mask.narrow(1, 0, 1).fill_(Constant.Of(1));
        foreach (var logits in similar)
        {
            var (_, columns) = logits.detach().narrow(1, 1, logits.shape[1] - 1).topk(neighbors, dim: 1);
            mask.scatter_(1, columns.add(Constant.Of(1), Constant.Of(1)).to(columns.dtype), ones_like(columns, dtype: mask.dtype));
        }

        return mask;
    }
}

/// <summary>One step's losses, as tensors of the step's scope.</summary>
internal sealed record Losses(Tensor Total, Tensor Contrast, Tensor Joint, Tensor Part, Tensor Body, Tensor Logits, Tensor Target, Tensor? Positives);
