using MsMclr.MLNet.Trainers.Pretraining.Contrast;
using MsMclr.MLNet.Trainers.Training;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Pretraining;

/// <summary>Computes one step's gradients from the three views of a batch.</summary>
internal sealed class ContrastStep(MomentumContrast contrast, ClipViews views)
{
    /// <summary>Computes the gradients of the query encoder, and lets the key encoder and the queue go on.</summary>
    /// <param name="batch">The views.</param>
    /// <param name="step">The steps before this one, from which dropout follows.</param>
    /// <param name="minedNeighbors">Neighbors that count as positives; 0 for none.</param>
    /// <param name="sums">Where the losses are added.</param>
    public void Run(ViewBatch batch, long step, int minedNeighbors, LossSums sums)
    {
        using var scope = NewDisposeScope();
        contrast.Query.BeginStep(step);
        contrast.Key.BeginStep(step);
        var strong = views.Of(batch.Strong, batch.Clips);
        using var strongRows = strong.Rows;
        var ordinary = views.Of(batch.Ordinary, batch.Clips);
        using var ordinaryRows = ordinary.Rows;
        var key = views.Of(batch.Key, batch.Clips);
        using var keyRows = key.Rows;
        sums.Add(contrast.Step(strong, ordinary, key, minedNeighbors));
    }
}
