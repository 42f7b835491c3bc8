using Microsoft.ML;
using Microsoft.ML.Data;

namespace Samples;

/// <summary>Embeddings small enough to be seen through; an encoder's are used in the same way.</summary>
internal static class SmallEmbeddings
{
    public static (IDataView Train, IDataView Test) Make(MLContext ml)
    {
        var train = ml.Data.LoadFromEnumerable(
            [new Row("wave", 1, 0), new Row("wave", 1, 0.1f), new Row("fall", 0, 1), new Row("fall", 0.1f, 1)]);
        var test = ml.Data.LoadFromEnumerable(
            [new Row("wave", 1, 0.2f), new Row("wave", 0.9f, 0), new Row("fall", 0.2f, 1), new Row("fall", 1, 0.05f)]);
        var label = ml.Transforms.Conversion.MapValueToKey("Label", nameof(Row.Action)).Fit(train);
        return (label.Transform(train), label.Transform(test));
    }

    private sealed class Row(string action, float x, float y)
    {
        public string Action { get; set; } = action;

        [VectorType(2)]
        public float[] Features { get; set; } = [x, y];
    }
}
