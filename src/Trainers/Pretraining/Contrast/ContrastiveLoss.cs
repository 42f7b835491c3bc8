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
    /// <c>[z . z_k, z Q]</c>, <c>[n, 1 + K]</c>; with batch negatives <c>[z . z_k, z . other z_k, z Q]</c>, <c>[n, N + K]</c>.
    /// </summary>
    /// <remarks>All branches are multiplied at once: reading a long queue takes longer than the arithmetic on it.</remarks>
    public Tensor[] Similarities(Branches queries, Tensor keys, Tensor queue, int first = 0)
    {
        var branches = queries.All;
        var clips = queries.Ordinary.shape[0];
        var all = Concatenation.Of(0, [.. branches]);
        var toQueue = matmul(all, queue);
        var toBatch = batchNegatives ? matmul(all, keys.t()) : null;
        var own = keys.narrow(0, first, clips);
        var similar = new Tensor[branches.Count];
        for (var i = 0; i < similar.Length; i++)
        {
            var parts = new List<Tensor> { (branches[i] * own).sum(1, keepdim: true) };
            if (toBatch is not null)
                parts.Add(Others(toBatch.narrow(0, i * clips, clips), first));
            parts.Add(toQueue.narrow(0, i * clips, clips));
            similar[i] = Concatenation.Of(1, parts);
        }

        return similar;
    }

    /// <summary>
    /// The losses of one step, and the logits and mined positives for those who look. Those of some clips of the batch are their share:
    /// the shares of all add up to the losses of the batch.
    /// </summary>
    /// <param name="queries">What the query encoder makes of some clips of the batch, unit rows <c>[n, P]</c>.</param>
    /// <param name="keys">What the key encoder makes of all of it, unit rows <c>[N, P]</c>.</param>
    /// <param name="queue">Earlier keys, unit columns <c>[P, K]</c>.</param>
    /// <param name="minedNeighbors">How many similar keys count as positives for each branch; 0 for none.</param>
    /// <param name="first">Which clip of the batch the first query is of.</param>
    public Losses Of(Branches queries, Tensor keys, Tensor queue, int minedNeighbors, int first = 0)
    {
        var clips = Constant.Of(keys.shape[0]);
        var similar = Similarities(queries, keys, queue, first);
        var logs = similar.Select(logits => nn.functional.log_softmax(logits / Constant.Of(temperature), 1)).ToArray();
        var target = Teacher(similar[0], logs[0]);
        var positives = minedNeighbors > 0 ? Positives(similar, minedNeighbors) : null;
        var contrast = InfoNce(logs[0], positives) / clips;
        var joint = Divergence(target, logs[1]) / clips;
        var part = Divergence(target, logs[2]) / clips;
        var body = Divergence(target, logs[3]) / clips;
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
            return -log.select(1, 0).sum();
        return -((positives * log).sum(1) / positives.sum(1)).sum();
    }

    // Cross entropy, which differs from the divergence by the target's entropy: a constant.
    private static Tensor Divergence(Tensor target, Tensor log) => -(target * log).sum(1).sum();

    // All columns but a row's own: those before, those among the rows' own, those after.
    private static Tensor Others(Tensor similar, int first)
    {
        var rows = similar.shape[0];
        var after = similar.shape[1] - first - rows;
        var parts = new List<Tensor>();
        if (first > 0)
            parts.Add(similar.narrow(1, 0, first));
        if (rows > 1)
            parts.Add(OffDiagonal(similar.narrow(1, first, rows)));
        if (after > 0)
            parts.Add(similar.narrow(1, first + rows, after));
        return parts.Count == 1 ? parts[0] : Concatenation.Of(1, parts);
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
            var withPositive = columns.add(Constant.Of(1), Constant.Of(1)).to(columns.dtype);
            mask.scatter_(1, withPositive, ones_like(columns, dtype: mask.dtype));
        }

        return mask;
    }
}
