using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.ML;
using MsMclr.MLNet.Heads.Labels;
using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Trainers.Training.Clips;

namespace MsMclr.MLNet.Trainers.Pretraining.Watching;

/// <summary>The labeled clips of a store, which goes with them where it is theirs alone.</summary>
internal sealed class LabeledClips : IDisposable
{
    private readonly ClipStore _store;
    private readonly bool _owned;
    private readonly int[] _labeled;

    public LabeledClips(ClipStore store, DataViewSchema.Column label, bool owned)
    {
        _store = store;
        _owned = owned;
        Names = LabelNames.Of(label);
        _labeled = [.. Enumerable.Range(0, store.Count).Where(clip => store.Labels[clip] >= 0 && store.Labels[clip] < Names.Length)];
        if (_labeled.Length > 0)
            return;
        Dispose();
        throw new InvalidOperationException($"No clip of MsMclrTrainer.Options.Probe has a label in column '{label.Name}'.");
    }

    public int Count => _labeled.Length;

    public ImmutableArray<string> Names { get; }

    /// <summary>SHA-256 of clips and labels.</summary>
    public string ContentHash
    {
        get
        {
            var labels = SHA256.HashData(MemoryMarshal.AsBytes<int>(_store.Labels.ToArray()));
            return $"{_store.ContentHash}{Convert.ToHexStringLower(labels)}";
        }
    }

    public LabeledFeatures Embedded(NetworkEmbedding network, FitCancellation cancellation)
    {
        var embeddings = network.Of(_store, _labeled, cancellation);
        int[] labels = [.. _labeled.Select(clip => _store.Labels[clip])];
        return new(embeddings, network.Size, labels, Names);
    }

    public void Dispose()
    {
        if (_owned)
            _store.Dispose();
    }
}
