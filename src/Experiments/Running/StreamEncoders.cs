using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Experiments.Running;

/// <summary>One encoder a stream. Several write columns of their own, which are put end to end as <c>Features</c>.</summary>
internal sealed class StreamEncoders : IDisposable
{
    private readonly IReadOnlyList<SkeletonEmbeddingTransformer> _encoders;

    public StreamEncoders(MLContext ml, IReadOnlyList<SkeletonEmbeddingTransformer> encoders)
    {
        _encoders = encoders;
        if (encoders.Count == 1)
        {
            Transformer = encoders[0];
            return;
        }

        var schema = SchemaDefinition.Create(typeof(StreamColumns));
        foreach (var column in schema)
            column.ColumnType = new VectorDataViewType(NumberDataViewType.Single, encoders[0].FeatureSize);
        var empty = ml.Data.LoadFromEnumerable(Array.Empty<StreamColumns>(), schema);
        var joined = ml.Transforms.Concatenate("Features", [.. Columns]).Fit(empty);
        Transformer = new TransformerChain<ITransformer>([.. encoders, joined]);
    }

    public ITransformer Transformer { get; }

    /// <summary>The columns of the streams: joint, bone, motion, or only <c>Features</c>.</summary>
    public IReadOnlyList<string> Columns => [.. _encoders.Select(encoder => ColumnOf(encoder.Stream, _encoders.Count))];

    public SkeletonEmbeddingTransformer First => _encoders[0];

    public static string ColumnOf(SkeletonStream stream, int streams) => streams == 1 ? "Features" : stream.ToString();

    /// <summary>Writes <c>encoder.onnx</c>, or <c>encoder-joint.onnx</c> and so on where there are several.</summary>
    public void Save(string folder)
    {
        foreach (var encoder in _encoders)
        {
            var stream = encoder.Stream.ToString().ToLowerInvariant();
            var file = _encoders.Count == 1 ? "encoder.onnx" : $"encoder-{stream}.onnx";
            encoder.SaveEncoder(Path.Combine(folder, file));
        }
    }

    public void Dispose()
    {
        foreach (var encoder in _encoders)
            encoder.Dispose();
    }

    private sealed class StreamColumns
    {
        public float[] Joint { get; set; } = [];

        public float[] Bone { get; set; } = [];

        public float[] Motion { get; set; } = [];
    }
}
