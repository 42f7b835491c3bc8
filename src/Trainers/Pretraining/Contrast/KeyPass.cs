using MsMclr.MLNet.Trainers.Networks;
using MsMclr.MLNet.Trainers.Ranks;
using MsMclr.MLNet.Trainers.Torch;
using MsMclr.MLNet.Trainers.Training;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Pretraining.Contrast;

/// <summary>The keys of a batch. Each rank computes those of its clips, and all of them have all.</summary>
internal sealed class KeyPass(Encoder encoder, GroupHeads heads, bool ofParts)
{
    /// <summary>Computes the keys of a view, without gradients. They live in the caller's scope.</summary>
    public BatchKeys Of(View view)
    {
        using var scope = NewDisposeScope();
        var features = new SplitFeatures(encoder.Features(view.Clips, view.Rows, training: true), view.Rows);
        var groups = encoder.Groups((int)view.Clips.shape[0]);
        var found = new BatchKeys?[groups.Count];
        try
        {
            heads.Run(groups, (_, group) => found[group.Index] = OfGroup(features, view.Rows, group));
            var clips = Joined(0, [.. found.Select(keys => keys!.Clips)]);
            var mine = OfAllRanks(clips, 0).MoveToOuterDisposeScope();
            if (!ofParts)
                return new(mine, null);
            var parts = Joined(1, [.. found.Select(keys => keys!.Parts!)]);
            return new(mine, OfAllRanks(parts, 1).MoveToOuterDisposeScope());
        }
        finally
        {
            foreach (var keys in found)
                keys?.Dispose();
        }
    }

    // What a thread has computed outlives the thread's scope.
    private BatchKeys OfGroup(SplitFeatures features, BodyRows viewRows, ClipGroup group)
    {
        using var grad = no_grad();
        var own = features.Part(group);
        using var rows = viewRows.Of(group.First, group.Count);
        var clips = Projection.Of(encoder.Head, own, rows);
        var parts = ofParts ? PartContrast.Project(encoder.Head, own, rows) : null;
        return new(clips.DetachFromDisposeScope(), parts?.DetachFromDisposeScope());
    }

    private static Tensor Joined(int dimension, List<Tensor> groups) => Concatenation.Of(dimension, groups);

    // The clips of all ranks along a dimension.
    private Tensor OfAllRanks(Tensor mine, int dimension)
    {
        if (encoder.Ranks.Size == 1)
            return mine;
        var all = encoder.Ranks.Gather(TensorValues.ToArray(mine), "keys");
        var ranks = tensor(all, [encoder.Ranks.Size, .. mine.shape]).unbind(0);
        return Concatenation.Of(dimension, ranks);
    }
}
