using MsMclr.MLNet.Trainers.Networks;
using MsMclr.MLNet.Trainers.Ranks;
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
/// <param name="observe">Sees the stages of motion attention, if anybody does.</param>
internal sealed class QueryPass(Encoder query, GroupHeads heads, View ordinary, View strong, Action<string, Tensor>? observe)
{
    private readonly SplitFeatures _ordinary = Features(query, ordinary);
    private readonly SplitFeatures _strong = Features(query, strong);

    private int Clips => (int)ordinary.Clips.shape[0];

    /// <summary>Computes the losses of the whole batch, and leaves the gradients of every parameter.</summary>
    /// <param name="loss">
    /// Gives the share of some clips, of which the first is that clip of the whole batch, from what the encoder makes of them, and from
    /// their features. Several threads call it at once.
    /// </param>
    public Losses Run(Func<Branches, PartQueries, int, Losses> loss)
    {
        var losses = RunGroups(query.Groups(Clips), loss);
        _strong.Backward(query);
        _ordinary.Backward(query);
        return losses;
    }

    private static SplitFeatures Features(Encoder query, View view)
        => new(query.Features(view.Clips, view.Rows, training: true), view.Rows);

    // A batch that is computed at once keeps its tensors where they are, which may be a GPU.
    private Losses RunGroups(IReadOnlyList<ClipGroup> groups, Func<Branches, PartQueries, int, Losses> loss)
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

    private Losses RunGroup(NetworkHead head, ClipGroup group, Func<Branches, PartQueries, int, Losses> loss)
    {
        var features = _ordinary.Part(group).requires_grad_();
        var strongFeatures = _strong.Part(group).requires_grad_();
        using var rows = ordinary.Rows.Of(group.First, group.Count);
        using var strongRows = strong.Rows.Of(group.First, group.Count);
        var scales = head.Scales(strongFeatures, observe);
        var queries = new Branches(
            Projection.Of(head, features, rows),
            Projection.Of(head, scales.Joint, strongRows),
            Projection.Of(head, scales.Part, strongRows),
            Projection.Of(head, scales.Region, strongRows));
        PartQueries parts = () => PartContrast.Project(head, features, rows);
        var losses = loss(queries, parts, (query.Ranks.Rank * Clips) + group.First);
        losses.Total.backward();
        _ordinary.Take(group, features);
        _strong.Take(group, strongFeatures);
        return losses;
    }
}
