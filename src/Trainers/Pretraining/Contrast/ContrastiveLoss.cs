using MsMclr.MLNet.Trainers.Torch;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Pretraining.Contrast;

/// <summary>
/// InfoNCE (MoCo, equation 1) of the ordinary view, and the dual distributional divergence D3M (AimCLR, equation 6) by which it
/// supervises the strong view at three scales.
/// </summary>
internal sealed class ContrastiveLoss(double temperature, double divergenceWeight, bool batchNegatives = false)
{
    /// <summary>The temperature of the distribution that supervises the strong view; null for that of the losses.</summary>
    public double? TeacherTemperature { get; init; }

    /// <summary>
    /// Similarities to the keys of this batch and of the queue before the temperature, the positive first: <c>[z . z_k, z Q]</c>,
    /// <c>[N, 1 + K]</c>; with batch negatives <c>[z . z_k, z . other z_k, z Q]</c>, <c>[N, N + K]</c>.
    /// </summary>
    public Tensor Similarities(Tensor z, Tensor key, Tensor queue)
    {
        var positive = (z * key).sum(1, keepdim: true);
        if (!batchNegatives)
            return Concatenation.Of(1, positive, matmul(z, queue));
        return Concatenation.Of(1, positive, OffDiagonal(matmul(z, key.t())), matmul(z, queue));
    }

    /// <summary>The losses of one step, and the logits and mined positives for those who look.</summary>
    /// <param name="queries">What the query encoder makes of the batch.</param>
    /// <param name="key">What the key encoder makes of it, unit rows <c>[N, P]</c>.</param>
    /// <param name="queue">Earlier keys, unit columns <c>[P, K]</c>.</param>
    /// <param name="minedNeighbors">How many similar keys count as positives for each branch; 0 for none.</param>
    public Losses Of(Branches queries, Tensor key, Tensor queue, int minedNeighbors)
    {
        var similar = queries.All.Select(z => Similarities(z, key, queue)).ToArray();
        var logs = similar.Select(logits => nn.functional.log_softmax(logits / Constant.Of(temperature), 1)).ToArray();
        var target = Teacher(similar[0], logs[0]);
        var positives = minedNeighbors > 0 ? Positives(similar, minedNeighbors) : null;
        var contrast = InfoNce(logs[0], positives);
        var joint = Divergence(target, logs[1]);
        var part = Divergence(target, logs[2]);
        var body = Divergence(target, logs[3]);
        var total = contrast.Plus(joint.Plus(part).Plus(body) * Constant.Of(divergenceWeight / 3));
        return new(total, contrast, joint, part, body, similar[0] / Constant.Of(temperature), target, positives);
    }

    private Tensor Teacher(Tensor similar, Tensor log)
    {
        if (TeacherTemperature is { } own && own != temperature)
            return nn.functional.softmax(similar.detach() / Constant.Of(own), 1);
        return log.detach().exp();
    }

    private static Tensor InfoNce(Tensor log, Tensor? positives)
    {
        if (positives is null)
            return -log.select(1, 0).mean();
        return -((positives * log).sum(1) / positives.sum(1)).mean();
    }

    // Cross entropy, which differs from the divergence by the target's entropy: a constant.
    private static Tensor Divergence(Tensor target, Tensor log) => -(target * log).sum(1).mean();

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
            var withPositive = columns.add(Constant.Of(1), Constant.Of(1)).to(columns.dtype);
            mask.scatter_(1, withPositive, ones_like(columns, dtype: mask.dtype));
        }

        return mask;
    }
}
