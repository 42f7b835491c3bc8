using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

/// <summary>Prepared clips with their class, which is what the clip's frequency was made from.</summary>
internal static class LabeledRows
{
    private const int Classes = 4;

    private sealed class Row
    {
        public float[] Skeleton { get; set; } = [];

        public string Action { get; set; } = "";
    }

    /// <summary>Clips from a number on, with their own classes or with others.</summary>
    public static IDataView View(MLContext context, int first, int count, Func<int, int>? classOf = null)
    {
        classOf ??= clip => clip % Classes;
        var shape = PreparedClips.Shape;
        var definition = SchemaDefinition.Create(typeof(Row));
        definition["Skeleton"].ColumnType = new VectorDataViewType(
            NumberDataViewType.Single, shape.Channels, shape.Frames, shape.Joints, shape.Bodies);
        var rows = Enumerable.Range(first, count)
            .Select(clip => new Row { Skeleton = PreparedClips.Clip(clip, shape, false), Action = $"action {classOf(clip)}" })
            .ToList();
        var view = context.Data.LoadFromEnumerable(rows, definition);
        var classes = context.Data.LoadFromEnumerable(Enumerable.Range(0, Classes).Select(i => new { Action = $"action {i}" }));
        return context.Transforms.Conversion.MapValueToKey("Label", "Action", keyData: classes).Fit(view).Transform(view);
    }
}
