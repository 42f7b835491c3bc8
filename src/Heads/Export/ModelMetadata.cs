using System.Globalization;
using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Heads.Export;

/// <summary>What the file says of itself: skeleton, sizes, labels, preparation.</summary>
internal static class ModelMetadata
{
    private const string Prefix = "msmclr.";
    private const string Format = "1";

    // What graphs inside the model know. (Not their "format", by which an encoder's own file is known.)
    private static readonly string[] Inherited = ["layout", "shape", "preparation"];

    public static Dictionary<string, string> Of(DataViewSchema.Column clips, GraphColumns columns)
    {
        var entries = new Dictionary<string, string> { [Prefix + "model"] = Format };
        foreach (var key in Inherited.Select(key => Prefix + key))
        {
            if (columns.Metadata.TryGetValue(key, out var value))
                entries[key] = value;
        }

        if (LayoutAnnotations.Read(clips) is { } layout)
            entries[Prefix + "layout"] = layout.ToJson();
        if (LayoutAnnotations.ReadCoordinates(clips) is { } coordinates)
            entries[Prefix + "coordinates"] = coordinates.ToString(CultureInfo.InvariantCulture);
        if (Labels(columns.Schema) is { } labels)
            entries[Prefix + "labels"] = JsonSerializer.Serialize(labels);
        return entries;
    }

    // In the order of the scores.
    private static string[]? Labels(DataViewSchema schema)
    {
        if (schema.GetColumnOrNull("Score") is not { } score || !score.HasSlotNames())
            return null;
        var names = default(VBuffer<ReadOnlyMemory<char>>);
        score.GetSlotNames(ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }
}
