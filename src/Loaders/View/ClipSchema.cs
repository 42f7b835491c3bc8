using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Loaders.View;

/// <summary>Builds the schema of a loaded view: <c>Clip</c>, <c>Label</c>, <c>Name</c> and what else the format knows.</summary>
internal static class ClipSchema
{
    public static DataViewSchema Build(
        SkeletonLayout layout,
        int bodies,
        int channels,
        ImmutableArray<string> actions,
        ClipFields fields,
        int? coordinates = null)
    {
        var builder = new DataViewSchema.Builder();
        // 0 frames: the length of a clip varies.
        var clipType = new VectorDataViewType(NumberDataViewType.Single, 0, bodies, layout.JointCount, channels);
        builder.AddColumn(ClipColumns.Clip, clipType, LayoutAnnotations.Write(layout, coordinates == channels ? null : coordinates));
        // A key needs at least one value. Where no action is named, every label is missing.
        if (actions.IsEmpty)
            actions = ["unknown"];
        builder.AddColumn(ClipColumns.Label, new KeyDataViewType(typeof(uint), actions.Length), ActionNames(actions));
        builder.AddColumn(ClipColumns.Name, TextDataViewType.Instance);
        if (fields.HasFlag(ClipFields.Subject))
            builder.AddColumn(ClipColumns.Subject, NumberDataViewType.UInt32);
        if (fields.HasFlag(ClipFields.Camera))
            builder.AddColumn(ClipColumns.Camera, NumberDataViewType.UInt32);
        if (fields.HasFlag(ClipFields.Setup))
            builder.AddColumn(ClipColumns.Setup, NumberDataViewType.UInt32);
        if (fields.HasFlag(ClipFields.Replication))
            builder.AddColumn(ClipColumns.Replication, NumberDataViewType.UInt32);
        if (fields.HasFlag(ClipFields.FrameRate))
            builder.AddColumn(ClipColumns.FrameRate, NumberDataViewType.Single);
        return builder.ToSchema();
    }

    private static DataViewSchema.Annotations ActionNames(ImmutableArray<string> actions)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        var type = new VectorDataViewType(TextDataViewType.Instance, actions.Length);
        builder.Add<VBuffer<ReadOnlyMemory<char>>>("KeyValues", type, WriteNames);
        return builder.ToAnnotations();

        void WriteNames(ref VBuffer<ReadOnlyMemory<char>> value)
        {
            var editor = VBufferEditor.Create(ref value, actions.Length);
            for (var action = 0; action < actions.Length; action++)
                editor.Values[action] = actions[action].AsMemory();
            value = editor.Commit();
        }
    }
}
