using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Trainers.Networks;
using MsMclr.MLNet.Trainers.Torch;
using MsMclr.MLNet.Trainers.Training;
using MsMclr.MLNet.Trainers.Training.Clips;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Pretraining.Watching;

/// <summary>Embeds clips with the network itself, as scoring will: no augmentation, running statistics, no dropout.</summary>
internal sealed class NetworkEmbedding(NetworkReadout readout, ClipViews views)
{
    private const int BatchSize = 32;

    /// <summary>E, the numbers of an embedding.</summary>
    public int Size => readout.Size;

    /// <summary>Embeddings <c>[N, E]</c> of some clips of a store.</summary>
    public float[] Of(ClipStore store, IReadOnlyList<int> clips, FitCancellation cancellation)
    {
        var embedded = new float[clips.Count * Size];
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
            TensorValues.ToArray(readout.Of(view.Clips, rows)).CopyTo(embedded, first * Size);
        }

        return embedded;
    }
}
