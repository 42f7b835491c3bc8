using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

/// <summary>Small prepared clips with labels: the class is the frequency of a sine.</summary>
internal static class LabeledClipViews
{
    public static readonly string[] Names = ["slow", "walk", "fast", "rush"];

    public sealed class Row
    {
        public uint Label { get; set; } // From 0: LoadFromEnumerable makes key 1 of it.

        public float[] Skeleton { get; set; } = [];
    }

    public static IEnumerable<Row> Rows(int count, int first = 0) => Enumerable.Range(first, count).Select(i => new Row
    {
        Label = (uint)(i % 4),
        Skeleton = PreparedClips.Clip(i, PreparedClips.Shape, secondBody: i % 3 == 0),
    });

    public static IDataView View(MLContext context, int count, int first = 0) => View(context, Rows(count, first).ToList());

    public static IDataView View(MLContext context, IEnumerable<Row> rows, string[]? names = null)
    {
        names ??= Names;
        var definition = SchemaDefinition.Create(typeof(Row));
        var shape = PreparedClips.Shape;
        definition["Skeleton"].ColumnType = new VectorDataViewType(
            NumberDataViewType.Single, shape.Channels, shape.Frames, shape.Joints, shape.Bodies);
        definition["Label"].ColumnType = new KeyDataViewType(typeof(uint), names.Length);
        var values = new VBuffer<ReadOnlyMemory<char>>(names.Length, [.. names.Select(name => name.AsMemory())]);
        definition["Label"].AddAnnotation("KeyValues", values, new VectorDataViewType(TextDataViewType.Instance, names.Length));
        return context.Data.LoadFromEnumerable(rows, definition);
    }

    /// <summary>An encoder of random weights, which fine-tuning can begin with.</summary>
    public static SkeletonEmbeddingTransformer Encoder(MLContext context, SkeletonStream stream = SkeletonStream.Joint)
    {
        var options = PreparedClips.Options(epochs: 0);
        options.Stream = stream;
        return context.SelfSupervised.Trainers.MsMclr(options).Fit(PreparedClips.View(context, 1));
    }

    public static SkeletonFineTuningTrainer.Options Options(SkeletonEmbeddingTransformer encoder, int epochs = 2) => new()
    {
        Encoder = encoder,
        Epochs = epochs,
        BatchSize = 8,
        Seed = 5,
    };

    public static float[] Scores(ITransformer model, IDataView view)
        => [.. model.Transform(view).GetColumn<float[]>("Score").SelectMany(row => row)];
}
