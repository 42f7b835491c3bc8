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
/// <param name="ordinary">The ordinary view.</param>
/// <param name="strong">The strong view.</param>
/// <param name="observe">Sees the stages of motion attention, if anybody does.</param>
internal sealed class QueryPass(Encoder query, View ordinary, View strong, Action<string, Tensor>? observe)
{
    private readonly SplitFeatures _ordinary = Features(query, ordinary);
    private readonly SplitFeatures _strong = Features(query, strong);

    private int Clips => (int)ordinary.Clips.shape[0];

    /// <summary>Computes the losses of the whole batch, and leaves the gradients of every parameter.</summary>
    /// <param name="loss">
    /// Gives the share of some clips, of which the first is that clip of the whole batch, from what the encoder makes of them, and from
    /// their features.
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
            return RunGroup(groups[0], loss);
        _ordinary.Collect();
        _strong.Collect();
        var sums = new HeadSums(query, groups.Count);
        foreach (var group in groups)
        {
            using var scope = NewDisposeScope();
            sums.Take(group, RunGroup(group, loss));
        }

        return sums.Total();
    }

    private Losses RunGroup(ClipGroup group, Func<Branches, PartQueries, int, Losses> loss)
    {
        var features = _ordinary.Part(group).requires_grad_();
        var strongFeatures = _strong.Part(group).requires_grad_();
        using var rows = ordinary.Rows.Of(group.First, group.Count);
        using var strongRows = strong.Rows.Of(group.First, group.Count);
        var scales = query.Scales(strongFeatures, observe);
        var queries = new Branches(
            Projection.Of(query, features, rows),
            Projection.Of(query, scales.Joint, strongRows),
            Projection.Of(query, scales.Part, strongRows),
            Projection.Of(query, scales.Region, strongRows));
        PartQueries parts = () => PartContrast.Project(query, features, rows);
        var losses = loss(queries, parts, (query.Ranks.Rank * Clips) + group.First);
        query.Backward(losses.Total);
        _ordinary.Take(group, features);
        _strong.Take(group, strongFeatures);
        return losses;
    }
}
