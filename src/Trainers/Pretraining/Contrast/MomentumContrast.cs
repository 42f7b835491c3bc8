using MsMclr.MLNet.Trainers.Networks;
using MsMclr.MLNet.Trainers.Torch;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Pretraining.Contrast;

/// <summary>The two encoders and the queue, and one training step over three views (method, section 7). Owns all three.</summary>
internal sealed class MomentumContrast(Encoder query, Encoder key, KeyQueue queue, double temperature, double momentum, double divergenceWeight, bool batchNegatives = false) : IDisposable
{
    public Encoder Query { get; } = query;

    public Encoder Key { get; } = key;

    public KeyQueue Queue { get; } = queue;

    /// <summary>
    /// Forward, backward, key update, enqueue; the caller then updates the query encoder. Views are <c>[N, C, T, V, M]</c>.
    /// Call it inside a dispose scope: the losses live in it.
    /// </summary>
    public Losses Step(View strong, View ordinary, View keyView, int minedNeighbors, Action<string, Tensor>? observe = null)
    {
        var z = Unit(Query.Project(Encoder.Pool(Query.Features(ordinary.Clips, ordinary.Rows, training: true), ordinary.Rows)));
        var scales = Query.Scales(Query.Features(strong.Clips, strong.Rows, training: true), observe);
        var joint = Unit(Query.Project(Encoder.Pool(scales.Joint, strong.Rows)));
        var part = Unit(Query.Project(Encoder.Pool(scales.Part, strong.Rows)));
        var body = Unit(Query.Project(Encoder.Pool(scales.Region, strong.Rows)));
        Tensor keys;
        using (no_grad())
        {
            FollowQuery();
            keys = Unit(Key.Project(Encoder.Pool(Key.Features(keyView.Clips, keyView.Rows, training: true), keyView.Rows)));
        }

        var losses = ContrastiveLoss.Of(z, joint, part, body, keys, Queue.Keys, temperature, divergenceWeight, minedNeighbors, batchNegatives);
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

    private static Tensor Unit(Tensor z) => nn.functional.normalize(z, dim: 1);

    // Parameters only: BatchNorm buffers of the key encoder are its own.
    private void FollowQuery()
    {
        using var scope = NewDisposeScope();
        foreach (var name in Key.State.Parameters)
            Key.State[name].mul_(Constant.Of(momentum)).add_(Query.State[name], Constant.Of(1 - momentum));
    }
}

/// <summary>One augmented view of a batch, <c>[N, C, T, V, M]</c>, and the rows of it that are computed.</summary>
internal readonly record struct View(Tensor Clips, BodyRows Rows);
