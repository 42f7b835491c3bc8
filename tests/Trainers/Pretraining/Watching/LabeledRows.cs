using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

/// <summary>Prepared clips with their class, which is what the clip's frequency was made from.</summary>
internal static class LabeledRows
{
    private sealed class Row
    {
        public float[] Skeleton { get; set; } = [];

        public string Action { get; set; } = "";
    }

    public static IDataView View(MLContext context, int first, int count)
    {
        var definition = SchemaDefinition.Create(typeof(Row));
        var shape = PreparedClips.Shape;
        definition["Skeleton"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, shape.Channels, shape.Frames, shape.Joints, shape.Bodies);
        var rows = context.Data.LoadFromEnumerable(Enumerable.Range(first, count).Select(i => new Row { Skeleton = PreparedClips.Clip(i, shape, false), Action = $"action {i % 4}" }).ToList(), definition);
        var classes = context.Data.LoadFromEnumerable(Enumerable.Range(0, 4).Select(i => new { Action = $"action {i}" }));
        return context.Transforms.Conversion.MapValueToKey("Label", "Action", keyData: classes).Fit(rows).Transform(rows);
    }
}
