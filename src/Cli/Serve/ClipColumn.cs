using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Cli.Serve;

/// <summary>The clips that a saved model was trained on, as its own schema tells: M bodies, C values a joint, and the skeleton.</summary>
internal sealed record ClipColumn(int Bodies, int Channels, SkeletonLayout Layout)
{
    private const string Remedy = "save the model with the schema of a loaded view: mlContext.Model.Save(model, train.Schema, file)";

    public static ClipColumn Of(DataViewSchema schema, string file)
    {
        if (schema.GetColumnOrNull("Clip") is not { } column
            || column.Type is not VectorDataViewType { Dimensions: [_, var bodies, var joints, var channels] })
        {
            throw new FormatException($"'{file}' does not read a column 'Clip' [*, M, V, C]; {Remedy}.");
        }

        if (column.GetSkeletonLayout() is not { } layout)
            throw new FormatException($"'{file}' does not say which skeleton its clips have; {Remedy}.");
        if (layout.JointCount != joints || channels is not (2 or 3))
        {
            throw new FormatException(
                $"'{file}' has clips of {joints} joints with {channels} values, but a layout of {layout.JointCount} joints.");
        }

        return new ClipColumn(bodies, channels, layout);
    }
}
