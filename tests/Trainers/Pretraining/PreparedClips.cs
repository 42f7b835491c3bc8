using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

/// <summary>Small prepared clips made up from a seed: one sine a clip, its frequency being its class.</summary>
internal static class PreparedClips
{
    public static readonly ClipShape Shape = new(3, 12, 25, 2);

    /// <summary>
    /// A network small enough to train in a test; with dropout, so that its masks are repeated, resumed and canceled too.
    /// </summary>
    public static readonly MsMclrRecipe Recipe = new()
    {
        HiddenChannels = 4,
        FeatureSize = 16,
        ProjectionSize = 8,
        BatchSize = 8,
        Dropout = 0.1,
        Readout = SkeletonReadout.Global,
        Whitening = EmbeddingWhitening.None,
    };

    public sealed class Row
    {
        public float[] Skeleton { get; set; } = [];
    }

    public static IDataView View(MLContext context, int count, bool secondBody = false, ClipShape? shape = null)
    {
        var size = shape ?? Shape;
        var rows = Enumerable.Range(0, count).Select(i => new Row { Skeleton = Clip(i, size, secondBody) });
        return context.Data.LoadFromEnumerable(rows, Definition(size));
    }

    public static SchemaDefinition Definition(ClipShape? shape = null)
    {
        var size = shape ?? Shape;
        var definition = SchemaDefinition.Create(typeof(Row));
        definition["Skeleton"].ColumnType = new VectorDataViewType(
            NumberDataViewType.Single, size.Channels, size.Frames, size.Joints, size.Bodies);
        return definition;
    }

    public static float[] Clip(int index, ClipShape shape, bool secondBody)
    {
        var random = new Random(index);
        var clip = new float[shape.Length];
        for (var i = 0; i < clip.Length; i++)
        {
            var body = i % shape.Bodies;
            var frame = i / (shape.Bodies * shape.Joints) % shape.Frames;
            if (body == 0 || secondBody)
                clip[i] = MathF.Sin(frame * (1 + (index % 4))) + (0.2f * random.NextSingle());
        }

        return clip;
    }

    public static MsMclrTrainer.Options Options(int epochs = 2) => new()
    {
        Epochs = epochs,
        Recipe = Recipe,
        Layout = SkeletonLayout.NtuRgbd,
        Seed = 5,
    };

    public static float[] Features(ITransformer transformer, IDataView view)
    {
        var embedded = transformer.Transform(view);
        return [.. embedded.GetColumn<float[]>("Features").SelectMany(row => row)];
    }
}
