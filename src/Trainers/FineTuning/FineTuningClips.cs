using System.Collections.Immutable;
using Microsoft.ML;
using MsMclr.MLNet.Heads.Labels;
using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Trainers.Training.Clips;
using MsMclr.MLNet.Transforms.Columns;
using MsMclr.MLNet.Transforms.Encoders.Definition;

namespace MsMclr.MLNet.Trainers.FineTuning;

/// <summary>The labeled clips of a view, read in one pass. Rows without a label are left out.</summary>
internal sealed class FineTuningClips : IDisposable
{
    private readonly ClipStore _store;

    private FineTuningClips(ClipStore store, int[] labels, ImmutableArray<string> names)
    {
        _store = store;
        Labels = labels;
        ClassNames = names;
    }

    public ClipShape Shape => _store.Shape;

    /// <summary>How many of a joint's values are coordinates.</summary>
    public int Coordinates { get; private init; }

    /// <summary>A label from 0 for each clip.</summary>
    public IReadOnlyList<int> Labels { get; }

    public ImmutableArray<string> ClassNames { get; }

    public static FineTuningClips Read(
        IDataView view, EncoderDefinition encoder, SkeletonFineTuningTrainer.Options options, string? tempFolder = null,
        Action<string>? log = null, FitCancellation cancellation = default)
    {
        var clip = ColumnErrors.Require(view.Schema, options.InputColumnName);
        PreparedColumn.Check(clip, encoder.Shape, encoder.Layout);
        var label = LabelNames.Require(view.Schema, options.LabelColumnName);
        var names = LabelNames.Of(label);
        if (names.Length < 2)
        {
            throw new InvalidOperationException(
                $"Column '{label.Name}' has {names.Length} key value; a classifier needs at least two.");
        }

        var labeled = new LabeledRows(view, label, names.Length);
        var folder = options.CacheDirectory ?? tempFolder ?? Path.GetTempPath();
        var limits = new ClipStoreLimits(options.MaxStoreBytes, folder, HalfPrecision: false, "SkeletonFineTuningTrainer.Options");
        var store = ClipStore.Read(labeled, clip, limits, cancellation, log: log);
        if (store.Count > 0)
        {
            var coordinates = PreparedColumn.CoordinatesOf(clip, store.Shape) ?? store.Shape.Channels;
            return new(store, [.. labeled.Labels], names) { Coordinates = coordinates };
        }

        store.Dispose();
        throw new InvalidOperationException($"No row has a label in column '{label.Name}'.");
    }

    public void CopyTo(int clip, Span<float> values) => _store.CopyTo(clip, values);

    public void Dispose() => _store.Dispose();
}
