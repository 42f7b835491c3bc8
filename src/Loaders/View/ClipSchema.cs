using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Loaders.View;

/// <summary>Builds the schema of a loaded view: <c>Clip</c>, <c>Label</c>, <c>Name</c> and what else is known.</summary>
/// <param name="layout">The joints.</param>
/// <param name="bodies">M.</param>
/// <param name="channels">C.</param>
/// <param name="coordinates">How many of the C values are coordinates; null for all.</param>
internal sealed class ClipSchema(SkeletonLayout layout, int bodies, int channels, int? coordinates = null)
{
    private static readonly (ClipFields Field, string Column)[] Numbers =
    [
        (ClipFields.Subject, ClipColumns.Subject),
        (ClipFields.Camera, ClipColumns.Camera),
        (ClipFields.Setup, ClipColumns.Setup),
        (ClipFields.Replication, ClipColumns.Replication),
    ];

    /// <param name="actions">The names of the labels.</param>
    /// <param name="fields">Which numbers are known.</param>
    /// <param name="numberNames">The names that numbers stand for.</param>
    /// <param name="others">Columns of text.</param>
    public DataViewSchema Build(
        ImmutableArray<string> actions,
        ClipFields fields,
        ImmutableDictionary<ClipFields, ImmutableArray<string>> numberNames,
        ImmutableArray<string> others)
    {
        var builder = new DataViewSchema.Builder();
        // 0 frames: the length of a clip varies.
        var clipType = new VectorDataViewType(NumberDataViewType.Single, 0, bodies, layout.JointCount, channels);
        builder.AddColumn(ClipColumns.Clip, clipType, LayoutAnnotations.Write(layout, coordinates == channels ? null : coordinates));
        // A key needs at least one value. Where no action is named, every label is missing.
        if (actions.IsEmpty)
            actions = ["unknown"];
        builder.AddColumn(ClipColumns.Label, new KeyDataViewType(typeof(uint), actions.Length), Names("KeyValues", actions));
        builder.AddColumn(ClipColumns.Name, TextDataViewType.Instance);
        foreach (var (field, column) in Numbers.Where(number => fields.HasFlag(number.Field)))
        {
            var named = numberNames.GetValueOrDefault(field, []) is { IsEmpty: false } names ? names : default;
            var annotations = named.IsDefault ? null : Names(SkeletonAnnotations.NumberNames, named);
            builder.AddColumn(column, NumberDataViewType.UInt32, annotations);
        }

        if (fields.HasFlag(ClipFields.FrameRate))
            builder.AddColumn(ClipColumns.FrameRate, NumberDataViewType.Single);
        foreach (var other in others)
            builder.AddColumn(other, TextDataViewType.Instance);
        return builder.ToSchema();
    }

    private static DataViewSchema.Annotations Names(string kind, ImmutableArray<string> names)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        var type = new VectorDataViewType(TextDataViewType.Instance, names.Length);
        builder.Add<VBuffer<ReadOnlyMemory<char>>>(kind, type, WriteNames);
        return builder.ToAnnotations();

        void WriteNames(ref VBuffer<ReadOnlyMemory<char>> value)
        {
            var editor = VBufferEditor.Create(ref value, names.Length);
            for (var name = 0; name < names.Length; name++)
                editor.Values[name] = names[name].AsMemory();
            value = editor.Commit();
        }
    }
}
