using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Heads.Labels;

namespace MsMclr.MLNet.Tests;

/// <summary>Views of made-up features with key labels: each class a direction, with noise.</summary>
internal static class FeatureRows
{
    public static readonly string[] Names = ["wave", "kick", "sit", "jump"];

    public static readonly LabeledColumns Columns = new("Label", "Features");

    public sealed class Row
    {
        public uint Label { get; set; } // From 0: LoadFromEnumerable makes key 1 of it.

        public float[] Features { get; set; } = [];

        public Row With(IEnumerable<float> features) => new() { Label = Label, Features = [.. features] };
    }

    public static IDataView View(MLContext context, IEnumerable<Row> rows, string[]? names = null, int dimension = 6)
    {
        names ??= Names;
        var keys = new VBuffer<ReadOnlyMemory<char>>(names.Length, [.. names.Select(name => name.AsMemory())]);
        var definition = SchemaDefinition.Create(typeof(Row));
        definition["Features"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, dimension);
        definition["Label"].ColumnType = new KeyDataViewType(typeof(uint), names.Length);
        definition["Label"].AddAnnotation("KeyValues", keys, new VectorDataViewType(TextDataViewType.Instance, names.Length));
        return context.Data.LoadFromEnumerable(rows.ToList(), definition);
    }

    /// <summary>The same with rows made as <see cref="Rows"/> makes them.</summary>
    public static IDataView View(MLContext context, int count, int seed, double noise = 0.8)
        => View(context, Rows(count, seed, noise));

    public static IEnumerable<Row> Rows(int count, int seed, double noise = 0.8, int dimension = 6)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            var label = i % Names.Length;
            float Value(int place) => (float)((place == label ? 1 : 0) + (noise * (random.NextDouble() - 0.5)) + 0.1);
            yield return new Row { Label = (uint)label, Features = [.. Enumerable.Range(0, dimension).Select(Value)] };
        }
    }

    public static LabeledFeatures Read(MLContext context, IEnumerable<Row> rows)
        => LabeledReader.Read(View(context, rows), Columns, "train", default);
}
