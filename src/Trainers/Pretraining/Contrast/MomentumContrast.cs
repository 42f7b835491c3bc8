using MsMclr.MLNet.Trainers.Networks;
using MsMclr.MLNet.Trainers.Torch;
using MsMclr.MLNet.Trainers.Training;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Pretraining.Contrast;

/// <summary>The two encoders and the queue, and one training step over three views (method, section 7). Owns all three.</summary>
internal sealed class MomentumContrast(Encoder query, Encoder key, KeyQueue queue, ContrastiveLoss loss, double momentum) : IDisposable
{
    private readonly GroupHeads _heads = new(query);

    public Encoder Query { get; } = query;

    public Encoder Key { get; } = key;

    public KeyQueue Queue { get; } = queue;

    /// <summary>The contrast part by part; null where there is none.</summary>
    public PartContrast? Parts { get; init; }

    /// <summary>
    /// Forward, backward, key update, enqueue; the caller then updates the query encoder. Views are <c>[N, C, T, V, M]</c>, this rank's
    /// clips of a batch. Call it inside a dispose scope: the losses, which are the whole batch's, live in it.
    /// </summary>
    public Losses Step(View strong, View ordinary, View keyView, int minedNeighbors, Action<string, Tensor>? observe = null)
    {
        var segments = Parts is null ? 0 : PartContrast.Segments;
        var pass = new QueryPass(Query, _heads, ordinary, strong, segments, observe);
        BatchKeys keys;
        using (no_grad())
        {
            FollowQuery();
            keys = new KeyPass(Key, _heads, segments).Of(keyView);
        }

        var losses = pass.Run((queries, parts, first) =>
        {
            var share = loss.Of(queries, keys.Clips, Queue.Keys, minedNeighbors, first);
            return parts is null ? share : share.Plus(Parts!.Loss(parts, keys.Parts!, first));
        });
        Queue.Enqueue(keys.Clips);
        return losses;
    }

    public void Dispose()
    {
        _heads.Dispose();
        Query.Dispose();
        Key.Dispose();
        Queue.Dispose();
    }

    // Parameters only: BatchNorm buffers of the key encoder are its own.
    private void FollowQuery()
    {
        using var scope = NewDisposeScope();
        foreach (var name in Key.State.Parameters)
            Key.State[name].mul_(Constant.Of(momentum)).add_(Query.State[name], Constant.Of(1 - momentum));
    }
}
