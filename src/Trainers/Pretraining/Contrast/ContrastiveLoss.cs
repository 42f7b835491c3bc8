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
    /// Each branch's similarities to the keys of this batch and of the queue before the temperature, the positive first:
    /// <c>[z . z_k, z Q]</c>, <c>[B, n, 1 + K]</c>; with batch negatives <c>[z . z_k, z . other z_k, z Q]</c>, <c>[B, n, N + K]</c>.
    /// </summary>
    /// <remarks>All branches are multiplied at once: reading a long queue takes longer than the arithmetic on it.</remarks>
    public Tensor Similarities(Tensor queries, Tensor keys, Tensor queue, int first = 0)
    {
        var branches = queries.shape[0];
        var clips = queries.shape[1];
        var flat = queries.reshape(branches * clips, -1);
        var own = keys.narrow(0, first, clips);
        var parts = new List<Tensor> { (queries * own).sum(2, keepdim: true) };
        if (batchNegatives)
            parts.AddRange(Others(matmul(flat, keys.t()).view(branches, clips, -1), first));
        parts.Add(matmul(flat, queue).view(branches, clips, -1));
        return Concatenation.Of(2, parts);
    }

    /// <summary>
    /// The losses of one step, and the logits and mined positives for those who look. Those of some clips of the batch are their share:
    /// the shares of all add up to the losses of the batch.
    /// </summary>
    /// <param name="queries">
    /// What the query encoder makes of some clips of the batch, unit rows <c>[4, n, P]</c>: of the ordinary view, and of the strong one at
    /// joint, part and body scale.
    /// </param>
    /// <param name="keys">What the key encoder makes of all of it, unit rows <c>[N, P]</c>.</param>
    /// <param name="queue">Earlier keys, unit columns <c>[P, K]</c>.</param>
    /// <param name="minedNeighbors">How many similar keys count as positives for each branch; 0 for none.</param>
    /// <param name="first">Which clip of the batch the first query is of.</param>
    public Losses Of(Tensor queries, Tensor keys, Tensor queue, int minedNeighbors, int first = 0)
    {
        var clips = Constant.Of(keys.shape[0]);
        var similar = Similarities(queries, keys, queue, first);
        var logs = nn.functional.log_softmax(similar / Constant.Of(temperature), 2);
        var ordinary = similar.select(0, 0);
        var log = logs.select(0, 0);
        var target = Teacher(ordinary, log);
        var positives = minedNeighbors > 0 ? Positives(similar, minedNeighbors) : null;
        var contrast = InfoNce(log, positives) / clips;
        var divergences = Divergences(target, logs.narrow(0, 1, logs.shape[0] - 1)) / clips;
        var total = contrast.Plus(divergences.sum() * Constant.Of(divergenceWeight / 3));
        var scales = divergences.unbind(0);
        return new(total, contrast, scales[0], scales[1], scales[2], ordinary / Constant.Of(temperature), target, positives);
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
            return -log.select(1, 0).sum();
        return -((positives * log).sum(1) / positives.sum(1)).sum();
    }

    // Cross entropy, which differs from the divergence by the target's entropy: a constant.
    private static Tensor Divergences(Tensor target, Tensor logs) => -(target * logs).sum(2).sum(1);

    // All columns of [B, n, N] but a row's own: those before, those among the rows' own, those after.
    private static IEnumerable<Tensor> Others(Tensor similar, int first)
    {
        var rows = similar.shape[1];
        var after = similar.shape[2] - first - rows;
        if (first > 0)
            yield return similar.narrow(2, 0, first);
        if (rows > 1)
            yield return OffDiagonals(similar.narrow(2, first, rows));
        if (after > 0)
            yield return similar.narrow(2, first + rows, after);
    }

    // Without its first value, a square's rows fall into runs of n + 1 of which the diagonal is the last.
    private static Tensor OffDiagonals(Tensor squares)
    {
        var count = squares.shape[0];
        var n = squares.shape[1];
        var runs = squares.reshape(count, n * n).narrow(1, 1, (n * n) - 1).reshape(count, n - 1, n + 1);
        return runs.narrow(2, 0, n).reshape(count, n, n - 1);
    }

    /// <summary>Nearest-neighbor mining (AimCLR, section 3.4): the positive, and each branch's most similar queue columns.</summary>
    private static Tensor Positives(Tensor similar, int neighbors)
    {
        var branches = similar.detach().unbind(0);
        var mask = zeros_like(branches[0]);
        mask.narrow(1, 0, 1).fill_(Constant.Of(1));
        foreach (var logits in branches)
        {
            var (_, columns) = logits.narrow(1, 1, logits.shape[1] - 1).topk(neighbors, dim: 1);
            var withPositive = columns.add(Constant.Of(1), Constant.Of(1)).to(columns.dtype);
            mask.scatter_(1, withPositive, ones_like(columns, dtype: mask.dtype));
        }

        return mask;
    }
}
