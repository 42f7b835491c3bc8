using MsMclr.MLNet.Trainers.Networks;
using MsMclr.MLNet.Trainers.Torch;
using MsMclr.MLNet.Trainers.Training;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Pretraining.Contrast;

/// <summary>The two encoders and the queue, and one training step over three views (method, section 7). Owns all three.</summary>
internal sealed class MomentumContrast(Encoder query, Encoder key, KeyQueue queue, ContrastiveLoss loss, double momentum) : IDisposable
{
    public Encoder Query { get; } = query;

    public Encoder Key { get; } = key;

    public KeyQueue Queue { get; } = queue;

    /// <summary>The contrast part by part; null where there is none.</summary>
    public PartContrast? Parts { get; init; }

    /// <summary>
    /// Forward, backward, key update, enqueue; the caller then updates the query encoder. Views are <c>[N, C, T, V, M]</c>.
    /// Call it inside a dispose scope: the losses live in it.
    /// </summary>
    public Losses Step(View strong, View ordinary, View keyView, int minedNeighbors, Action<string, Tensor>? observe = null)
    {
        var features = Query.Features(ordinary.Clips, ordinary.Rows, training: true);
        var queries = Queries(features, strong, ordinary, observe);
        Tensor keys;
        Tensor? keyParts;
        using (no_grad())
        {
            FollowQuery();
            var keyFeatures = Key.Features(keyView.Clips, keyView.Rows, training: true);
            keys = Projected(Key, keyFeatures, keyView);
            keyParts = Parts is null ? null : PartContrast.Project(Key, keyFeatures, keyView);
        }

        var losses = loss.Of(queries, keys, Queue.Keys, minedNeighbors);
        if (Parts is not null && keyParts is not null)
            losses = losses.Plus(Parts.Loss(PartContrast.Project(Query, features, ordinary), keyParts));
        Query.Backward(losses.Total);
        Queue.Enqueue(keys);
        return losses;
    }

    public void Dispose()
    {
        Query.Dispose();
        Key.Dispose();
        Queue.Dispose();
    }

    private static Tensor Projected(Encoder encoder, Tensor features, View view)
        => UnitLength.Of(encoder.Project(Encoder.Pool(features, view.Rows)), 1);

    private Branches Queries(Tensor features, View strong, View ordinary, Action<string, Tensor>? observe)
    {
        var z = Projected(Query, features, ordinary);
        var scales = Query.Scales(Query.Features(strong.Clips, strong.Rows, training: true), observe);
        var joint = Projected(Query, scales.Joint, strong);
        var part = Projected(Query, scales.Part, strong);
        var body = Projected(Query, scales.Region, strong);
        return new(z, joint, part, body);
    }

    // Parameters only: BatchNorm buffers of the key encoder are its own.
    private void FollowQuery()
    {
        using var scope = NewDisposeScope();
        foreach (var name in Key.State.Parameters)
            Key.State[name].mul_(Constant.Of(momentum)).add_(Query.State[name], Constant.Of(1 - momentum));
    }
}
