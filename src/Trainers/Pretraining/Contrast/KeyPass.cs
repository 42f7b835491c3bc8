using MsMclr.MLNet.Trainers.Networks;
using MsMclr.MLNet.Trainers.Ranks;
using MsMclr.MLNet.Trainers.Torch;
using MsMclr.MLNet.Trainers.Training;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Pretraining.Contrast;

/// <summary>The keys of a batch. Each rank computes those of its clips, and all of them have all.</summary>
/// <param name="encoder">The key encoder.</param>
/// <param name="heads">Where groups are computed.</param>
/// <param name="segments">In how many segments of time parts are contrasted; 0 where they are not.</param>
internal sealed class KeyPass(Encoder encoder, GroupHeads heads, int segments)
{
    /// <summary>Computes the keys of a view, without gradients. They live in the caller's scope.</summary>
    public BatchKeys Of(View view)
    {
        var features = new SplitFeatures(encoder.Features(view.Clips, view.Rows, training: true), view.Rows);
        var groups = encoder.Groups((int)view.Clips.shape[0]);
        var found = new Tensor?[groups.Count];
        try
        {
            heads.Run(groups, (_, group) => found[group.Index] = OfGroup(features, view.Rows, group));
            return new(OfAllRanks(Concatenation.Of(0, [.. found.Select(keys => keys!)])));
        }
        finally
        {
            foreach (var keys in found)
                keys?.Dispose();
        }
    }

    // What a thread has computed outlives the thread's scope.
    private Tensor OfGroup(SplitFeatures features, BodyRows viewRows, ClipGroup group)
    {
        using var grad = no_grad();
        using var rows = viewRows.Of(group.First, group.Count);
        var pooled = encoder.Head.PoolParts(features.Part(group), rows, segments);
        return UnitLength.Of(encoder.Head.Project(pooled), 2).DetachFromDisposeScope();
    }

    // The clips of all ranks.
    private Tensor OfAllRanks(Tensor mine)
    {
        if (encoder.Ranks.Size == 1)
            return mine;
        var all = encoder.Ranks.Gather(TensorValues.ToArray(mine), "keys");
        return tensor(all, [encoder.Ranks.Size * mine.shape[0], mine.shape[1], mine.shape[2]]);
    }
}
