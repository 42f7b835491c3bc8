using MsMclr.MLNet.Trainers.Networks;
using MsMclr.MLNet.Trainers.Ranks;
using MsMclr.MLNet.Trainers.Torch;
using MsMclr.MLNet.Trainers.Training;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Pretraining.Contrast;

/// <summary>
/// The query encoder's way through a batch, forward and backward. What follows the blocks goes group by group, so that its sums are the
/// same whoever computes a group.
/// </summary>
/// <param name="query">The query encoder.</param>
/// <param name="heads">Where groups are computed.</param>
/// <param name="ordinary">The ordinary view.</param>
/// <param name="strong">The strong view.</param>
/// <param name="segments">In how many segments of time parts are contrasted; 0 where they are not.</param>
/// <param name="observe">Sees the stages of motion attention, if anybody does.</param>
internal sealed class QueryPass(
    Encoder query, GroupHeads heads, View ordinary, View strong, int segments, Action<string, Tensor>? observe)
{
    private const int Scales = 3;
    private readonly SplitFeatures _ordinary = Features(query, ordinary);
    private readonly SplitFeatures _strong = Features(query, strong);

    private int Clips => (int)ordinary.Clips.shape[0];

    /// <summary>Computes the losses of the whole batch, and leaves the gradients of every parameter.</summary>
    /// <param name="loss">Gives the share of some clips. Several threads call it at once.</param>
    public Losses Run(GroupLoss loss)
    {
        var losses = RunGroups(query.Groups(Clips), loss);
        _strong.Backward(query);
        _ordinary.Backward(query);
        return losses;
    }

    private static SplitFeatures Features(Encoder query, View view)
        => new(query.Features(view.Clips, view.Rows, training: true), view.Rows);

    // A batch that is computed at once keeps its tensors where they are, which may be a GPU.
    private Losses RunGroups(IReadOnlyList<ClipGroup> groups, GroupLoss loss)
    {
        if (groups.Count == 1 && query.Ranks.Size == 1)
            return RunGroup(query.Head, groups[0], loss);
        _ordinary.Collect();
        _strong.Collect();
        heads.Run(groups, (head, group) =>
        {
            var losses = RunGroup(head, group, loss);
            heads.Sums.Take(group, losses, head.Tensors);
        });
        return heads.Sums.Total(groups.Count);
    }

    private Losses RunGroup(NetworkHead head, ClipGroup group, GroupLoss loss)
    {
        var features = _ordinary.Part(group).requires_grad_();
        var strongFeatures = _strong.Part(group).requires_grad_();
        using var rows = ordinary.Rows.Of(group.First, group.Count);
        using var strongRows = strong.Rows.Of(group.First, group.Count);
        var own = head.PoolParts(features, rows, segments);
        var scales = head.PoolScales(strongFeatures, strongRows, observe);
        var all = UnitLength.Of(head.Project(Concatenation.Of(1, own, scales)), 2);
        var losses = loss(Queries(all), PartQueries(all), (query.Ranks.Rank * Clips) + group.First);
        head.Backward(losses.Total);
        _ordinary.Take(group, features);
        _strong.Take(group, strongFeatures);
        return losses;
    }

    // Of [n, 1 + S * G + 3, P] those that the losses compare clip by clip: the ordinary view's, and the three scales' of the strong one.
    private static Tensor Queries(Tensor all)
    {
        var parts = all.shape[1] - 1 - Scales;
        if (parts == 0)
            return all.transpose(0, 1);
        return Concatenation.Of(1, all.narrow(1, 0, 1), all.narrow(1, 1 + parts, Scales)).transpose(0, 1);
    }

    private static Tensor? PartQueries(Tensor all)
    {
        var parts = all.shape[1] - 1 - Scales;
        return parts == 0 ? null : all.narrow(1, 1, parts).transpose(0, 1);
    }
}
