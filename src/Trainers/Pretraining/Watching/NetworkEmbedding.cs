using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Trainers.Networks;
using MsMclr.MLNet.Trainers.Torch;
using MsMclr.MLNet.Trainers.Training;
using MsMclr.MLNet.Trainers.Training.Clips;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Pretraining.Watching;

/// <summary>Embeds clips with the network itself, as scoring will: no augmentation, running statistics, no dropout.</summary>
internal sealed class NetworkEmbedding(Encoder encoder, ClipViews views)
{
    private const int BatchSize = 32;

    /// <summary>Embeddings <c>[N, D]</c> of some clips of a store.</summary>
    public float[] Of(ClipStore store, IReadOnlyList<int> clips, FitCancellation cancellation)
    {
        var features = encoder.State.Architecture.FeatureSize;
        var embedded = new float[clips.Count * features];
        var values = new float[Math.Min(BatchSize, clips.Count) * store.Shape.Length];
        for (var first = 0; first < clips.Count; first += BatchSize)
        {
            cancellation.ThrowIfRequested();
            var count = Math.Min(BatchSize, clips.Count - first);
            ParallelRows.For(count, i => store.CopyTo(clips[first + i], values.AsSpan(i * store.Shape.Length, store.Shape.Length)));
            using var scope = NewDisposeScope();
            using var grad = no_grad();
            var view = views.Of(values, count);
            using var rows = view.Rows;
            var pooled = Encoder.Pool(encoder.Features(view.Clips, rows, training: false), rows);
            TensorValues.ToArray(pooled).CopyTo(embedded, first * features);
        }

        return embedded;
    }
}
