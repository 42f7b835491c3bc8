using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace MsMclr.MLNet.Tests;

/// <summary>The least that each trainer of Microsoft.ML.TorchSharp takes to train on.</summary>
internal static class TheirData
{
    public static IDataView Classes(MLContext ml)
    {
        Sentence[] rows = [new("she waves", "hand", 1), new("he kicks", "foot", 0)];
        return Keyed(ml, ml.Data.LoadFromEnumerable(rows), nameof(Sentence.Class));
    }

    public static IDataView Similarities(MLContext ml)
    {
        Sentence[] rows = [new("she waves", "she waves her hand", 1), new("he kicks", "she waves", 0)];
        return ml.Data.LoadFromEnumerable(rows);
    }

    public static IDataView Entities(MLContext ml)
    {
        Words[] rows = [new("Ada waves", ["person", "none"]), new("Bob kicks", ["person", "none"])];
        return Keyed(ml, ml.Data.LoadFromEnumerable(rows), nameof(Words.Entities));
    }

    public static IDataView Questions(MLContext ml)
        => ml.Data.LoadFromEnumerable<Asked>([new("Ada waves her hand", "Who waves?", "Ada", 0)]);

    public static IDataView Pictures(MLContext ml)
    {
        var pixels = MLImage.CreateFromPixels(32, 32, MLPixelFormat.Bgra32, new byte[32 * 32 * 4]);
        var schema = SchemaDefinition.Create(typeof(Picture));
        schema[nameof(Picture.BoundingBoxes)].ColumnType = new VectorDataViewType(NumberDataViewType.Single);
        var rows = ml.Data.LoadFromEnumerable<Picture>([new(pixels, ["hand"], [4, 4, 20, 20])], schema);
        return Keyed(ml, rows, nameof(Picture.Things));
    }

    private static IDataView Keyed(MLContext ml, IDataView view, string column)
        => ml.Transforms.Conversion.MapValueToKey("Label", column).Fit(view).Transform(view);

    private sealed record Sentence(string Sentence1, string Class, float Label)
    {
        public string Sentence2 => Class;
    }

    private sealed record Words(string Sentence, string[] Entities);

    private sealed record Asked(string Context, string Question, string TrainingAnswer, int AnswerIndex);

    private sealed class Picture(MLImage image, string[] things, float[] boundingBoxes)
    {
        [ImageType(32, 32)]
        public MLImage Image { get; set; } = image;

        public string[] Things { get; set; } = things;

        public float[] BoundingBoxes { get; set; } = boundingBoxes;
    }
}
