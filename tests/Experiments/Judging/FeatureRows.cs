using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

/// <summary>Made-up features with key labels: each class a direction, with noise. Every ninth row has no label.</summary>
internal static class FeatureRows
{
    private const int Classes = 4;

    public static IDataView View(MLContext ml, int count, int seed, double noise)
    {
        var random = new Random(seed);
        var names = Enumerable.Range(0, Classes).Select(label => $"action {label}".AsMemory()).ToArray();
        var definition = SchemaDefinition.Create(typeof(Row));
        definition["Features"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, Classes);
        definition["Label"].ColumnType = new KeyDataViewType(typeof(uint), Classes);
        var type = new VectorDataViewType(TextDataViewType.Instance, Classes);
        definition["Label"].AddAnnotation("KeyValues", new VBuffer<ReadOnlyMemory<char>>(Classes, names), type);
        return ml.Data.LoadFromEnumerable(Enumerable.Range(0, count).Select(row => Make(row, random, noise)).ToList(), definition);
    }

    private static Row Make(int row, Random random, double noise)
    {
        var label = row % Classes;
        var values = new float[Classes];
        for (var i = 0; i < Classes; i++)
            values[i] = (float)((i == label ? 1 : 0) + (noise * (random.NextDouble() - 0.5)));
        return new Row { Label = row % 9 == 8 ? (uint)Classes : (uint)label, Features = values };
    }

    public sealed class Row
    {
        public uint Label { get; set; } // From 0: LoadFromEnumerable makes key 1 of it, and none of what is beyond the last.

        public float[] Features { get; set; } = [];
    }
}
