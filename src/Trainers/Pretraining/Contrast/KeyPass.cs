using MsMclr.MLNet.Trainers.Networks;
using MsMclr.MLNet.Trainers.Ranks;
using MsMclr.MLNet.Trainers.Torch;
using MsMclr.MLNet.Trainers.Training;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Pretraining.Contrast;

/// <summary>The keys of a batch. Each rank computes those of its clips, and all of them have all.</summary>
internal sealed class KeyPass(Encoder encoder, bool ofParts)
{
    /// <summary>Computes the keys of a view, without gradients. They live in the caller's scope.</summary>
    public BatchKeys Of(View view)
    {
        using var scope = NewDisposeScope();
        var features = new SplitFeatures(encoder.Features(view.Clips, view.Rows, training: true), view.Rows);
        var clips = new List<Tensor>();
        var parts = new List<Tensor>();
        foreach (var group in encoder.Groups((int)view.Clips.shape[0]))
        {
            var own = features.Part(group);
            using var rows = view.Rows.Of(group.First, group.Count);
            clips.Add(Projection.Of(encoder, own, rows));
            if (ofParts)
                parts.Add(PartContrast.Project(encoder, own, rows));
        }

        var keys = OfAllRanks(Joined(0, clips), 0).MoveToOuterDisposeScope();
        return new(keys, ofParts ? OfAllRanks(Joined(1, parts), 1).MoveToOuterDisposeScope() : null);
    }

    private static Tensor Joined(int dimension, List<Tensor> groups)
        => groups.Count == 1 ? groups[0] : Concatenation.Of(dimension, groups);

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
