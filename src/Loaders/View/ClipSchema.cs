using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Loaders.View;

/// <summary>Builds the schema of a loaded view: <c>Clip</c>, <c>Label</c>, <c>Name</c> and what else the format knows.</summary>
internal static class ClipSchema
{
    public static DataViewSchema Build(SkeletonLayout layout, int bodies, int channels, ImmutableArray<string> actions, ClipFields fields)
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumn(ClipColumns.Clip, new VectorDataViewType(NumberDataViewType.Single, 0, bodies, layout.JointCount, channels), LayoutAnnotations.Write(layout));
        // A key needs at least one value; where no action is named, every label is missing.
        builder.AddColumn(ClipColumns.Label, new KeyDataViewType(typeof(uint), Math.Max(1, actions.Length)), ActionNames(actions.IsEmpty ? ["unknown"] : actions));
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
        builder.Add("KeyValues", new VectorDataViewType(TextDataViewType.Instance, actions.Length), (ref VBuffer<ReadOnlyMemory<char>> value) =>
        {
            var editor = VBufferEditor.Create(ref value, actions.Length);
            for (var action = 0; action < actions.Length; action++)
                editor.Values[action] = actions[action].AsMemory();
            value = editor.Commit();
        });
        return builder.ToAnnotations();
    }
}
