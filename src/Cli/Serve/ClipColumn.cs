using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Cli.Serve;

/// <summary>The clips that a saved model was trained on, as its own schema tells: M bodies, C values a joint, and the skeleton.</summary>
internal sealed record ClipColumn(int Bodies, int Channels, SkeletonLayout Layout)
{
    public static ClipColumn Of(DataViewSchema schema, string file)
    {
        if (schema.GetColumnOrNull("Clip") is not { } column || column.Type is not VectorDataViewType { Dimensions: [_, var bodies, var joints, var channels] })
            throw new FormatException($"'{file}' does not read a column 'Clip' [*, M, V, C]; save the model with the schema of a loaded view: mlContext.Model.Save(model, train.Schema, file).");
        if (column.Annotations.Schema.GetColumnOrNull(SkeletonAnnotations.Layout) is null)
            throw new FormatException($"'{file}' does not say which skeleton its clips have; save the model with the schema of a loaded view: mlContext.Model.Save(model, train.Schema, file).");
        var json = default(ReadOnlyMemory<char>);
        column.Annotations.GetValue(SkeletonAnnotations.Layout, ref json);
        var layout = SkeletonLayout.FromJson(json.ToString());
        return layout.JointCount == joints && channels is 2 or 3 ? new ClipColumn(bodies, channels, layout)
            : throw new FormatException($"'{file}' has clips of {joints} joints with {channels} values, but a layout of {layout.JointCount} joints.");
    }
}
