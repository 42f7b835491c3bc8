using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.ML;
using MsMclr.MLNet.Heads.Labels;
using MsMclr.MLNet.Trainers.Training.Clips;

namespace MsMclr.MLNet.Trainers.Pretraining.Watching;

/// <summary>The labeled clips of a store, which goes with them where it is theirs alone.</summary>
internal sealed class LabeledClips : IDisposable
{
    private readonly ClipStore _store;
    private readonly bool _owned;
    private readonly ImmutableArray<string> _names;
    private readonly int[] _labeled;

    public LabeledClips(ClipStore store, DataViewSchema.Column label, bool owned)
    {
        (_store, _owned, _names) = (store, owned, LabelNames.Of(label));
        _labeled = [.. Enumerable.Range(0, store.Count).Where(clip => store.Labels[clip] >= 0 && store.Labels[clip] < _names.Length)];
        if (_labeled.Length > 0)
            return;
        Dispose();
        throw new InvalidOperationException($"No clip of MsMclrTrainer.Options.Probe has a label in column '{label.Name}'.");
    }

    public int Count => _labeled.Length;

    public ImmutableArray<string> Names => _names;

    /// <summary>SHA-256 of clips and labels.</summary>
    public string ContentHash => $"{_store.ContentHash}{Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<int>(_store.Labels.ToArray())))}";

    public LabeledFeatures Embedded(NetworkEmbedding network, int dimension, CancellationToken cancellation)
        => new(network.Of(_store, _labeled, cancellation), dimension, [.. _labeled.Select(clip => _store.Labels[clip])], _names);

    public void Dispose()
    {
        if (_owned)
            _store.Dispose();
    }
}
