using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Trainers.Torch;
using MsMclr.MLNet.Trainers.Training;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.FineTuning;

/// <summary>What is computed on a batch: gradients to learn from, or logits to judge by.</summary>
internal sealed class FineTuningStep(FineTunedNetwork network, ClipViews views, Device device)
{
    /// <summary>The weight of each class, <c>[classes]</c>; null for all alike.</summary>
    public Tensor? ClassWeights { get; init; }

    /// <summary>Features of the whole training selection, <c>[N, D]</c>, where they never change.</summary>
    public Tensor? FixedFeatures { get; set; }

    /// <summary>Adds a batch's gradients, and its loss (mean cross entropy) to <paramref name="sum"/>.</summary>
    public void Backward(LabeledBatch batch, long step, Tensor sum)
    {
        using var scope = NewDisposeScope();
        network.Encoder.BeginStep(step);
        var loss = nn.functional.cross_entropy(network.Head.Logits(Learned(batch)), Labels(batch), ClassWeights);
        network.Encoder.Backward(loss);
        using var grad = no_grad();
        sum.add_(loss.detach(), Constant.Of(1));
    }

    /// <summary>Logits <c>[N, classes]</c> as scoring will give them, of features where they are known.</summary>
    public (Tensor Logits, Tensor Labels) Judge(LabeledBatch batch, Tensor? features)
    {
        using var grad = no_grad();
        return (network.Head.Logits(features is null ? Scored(batch) : features.index_select(0, Places(batch))), Labels(batch));
    }

    /// <summary>Features <c>[N, D]</c> of a whole selection as scoring will see them, in its order.</summary>
    public Tensor Features(LabeledFeeder feeder, FitCancellation cancellation)
    {
        var parts = new List<Tensor>();
        foreach (var batch in feeder.Epoch(0))
        {
            cancellation.ThrowIfRequested();
            using var scope = NewDisposeScope();
            parts.Add(Scored(batch).MoveToOuterDisposeScope());
        }

        var all = Concatenation.Of(0, parts);
        parts.ForEach(part => part.Dispose());
        return all;
    }

    private Tensor Learned(LabeledBatch batch)
    {
        if (FixedFeatures is not null)
            return FixedFeatures.index_select(0, Places(batch));
        var view = views.Of(batch.Values, batch.Clips);
        using var rows = view.Rows;
        return network.Features(view);
    }

    private Tensor Scored(LabeledBatch batch)
    {
        var view = views.Of(batch.Values, batch.Clips);
        using var rows = view.Rows;
        return network.FinalFeatures(view);
    }

    private Tensor Labels(LabeledBatch batch) => tensor(batch.Labels[..batch.Clips], device: device);

    private Tensor Places(LabeledBatch batch) => tensor(batch.Places[..batch.Clips], device: device);
}
