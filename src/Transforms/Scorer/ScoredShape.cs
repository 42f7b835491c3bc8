using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Transforms.Scorer;

/// <summary>The clips that a model reads, as its schema and the options tell.</summary>
/// <param name="Layout">The skeleton.</param>
/// <param name="Bodies">M.</param>
/// <param name="Channels">C.</param>
/// <param name="Coordinates">How many of a joint's C values are coordinates; those after them are scores.</param>
internal sealed record ScoredShape(SkeletonLayout Layout, int Bodies, int Channels, int Coordinates)
{
    private const string Remedy = "save the model with the schema of a loaded view: mlContext.Model.Save(model, train.Schema, file)";

    // The cameras of these skeletons measure, and their formats give meters.
    private static readonly SkeletonLayout[] Measured =
        [SkeletonLayout.NtuRgbd, SkeletonLayout.KinectV1, SkeletonLayout.UtdMhad];

    public int FrameLength => Bodies * Layout.JointCount * Channels;

    /// <summary>Whether coordinates are lengths in meters.</summary>
    public bool IsInMeters => Coordinates == 3 && Measured.Contains(Layout);

    /// <exception cref="FormatException">Model and options together don't tell it.</exception>
    public static ScoredShape Of(DataViewSchema schema, SkeletonScorer.Options options, string model)
    {
        var name = options.InputColumnName;
        if (schema.GetColumnOrNull(name) is not { } column || !IsOfNumbers(column.Type))
            throw new FormatException($"{model} does not read a column '{name}' of clips, Vector<Single, *, M, V, C>; {Remedy}.");
        int[] told = column.Type is VectorDataViewType { Dimensions: [_, > 0 and var m, > 0 and var v, > 0 and var c] } ? [m, v, c] : [];
        var layout = options.Layout ?? LayoutAnnotations.Read(column);
        var bodies = options.Bodies ?? (told.Length == 0 ? null : told[0]);
        var channels = options.Channels ?? (told.Length == 0 ? null : told[2]);
        List<string> missing = [];
        if (layout is null)
            missing.Add("which skeleton its clips have (Options.Layout)");
        if (bodies is null)
            missing.Add("how many bodies a frame has (Options.Bodies)");
        if (channels is null)
            missing.Add("how many values a joint has (Options.Channels)");
        if (missing.Count > 0)
            throw new FormatException($"{model} does not say {string.Join(" and ", missing)}; {Remedy}, or set the options.");
        var shape = new ScoredShape(layout!, bodies!.Value, channels!.Value, LayoutAnnotations.ReadCoordinates(column) ?? channels.Value);
        if (told.Length > 0 && !told.SequenceEqual([shape.Bodies, shape.Layout.JointCount, shape.Channels]))
        {
            throw new FormatException(
                $"{model} reads clips {column.Type}, which is not {shape.Bodies} bodies of {shape.Layout.JointCount} joints "
                + $"({shape.Layout}) with {shape.Channels} values.");
        }

        return shape;
    }

    private static bool IsOfNumbers(DataViewType type) => type is VectorDataViewType vector && vector.ItemType == NumberDataViewType.Single;
}
