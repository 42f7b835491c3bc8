using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

/// <summary>The small golden encoder over clips of its shape, every third with one body.</summary>
internal static class EmbeddingFixture
{
    public static readonly ClipShape Shape = new(3, 16, 25, 2);

    public static float[][] Clips(int count) => [.. Enumerable.Range(0, count).Select(seed => ClipUnderTest.Random(Shape, seed, absentBody: seed % 3 == 0 ? 1 : -1).Values)];

    public static RecordingView View(float[][] clips, bool reorders = false)
        => new("Skeleton", new VectorDataViewType(NumberDataViewType.Single, 3, 16, 25, 2), SkeletonLayout.NtuRgbd, clips, reorders);

    public static SkeletonEmbeddingTransformer Transformer(int batchSize = 5, EncoderDefinition? encoder = null, string output = "Features")
        => new(new MLContext(), encoder ?? GoldenEncoders.Small(), output, "Skeleton", batchSize: batchSize);

    /// <summary>ONNX Runtime on the whole-clip graph, one clip at a time: the oracle.</summary>
    public static float[][] Oracle(EncoderDefinition encoder, float[][] clips)
    {
        using var options = new Microsoft.ML.OnnxRuntime.SessionOptions { LogSeverityLevel = Microsoft.ML.OnnxRuntime.OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        using var session = new Microsoft.ML.OnnxRuntime.InferenceSession(EncoderOnnx.Write(encoder), options);
        return [.. clips.Select(clip =>
        {
            var input = new Microsoft.ML.OnnxRuntime.Tensors.DenseTensor<float>(clip, [1, 3, 16, 25, 2]);
            using var results = session.Run([Microsoft.ML.OnnxRuntime.NamedOnnxValue.CreateFromTensor("clips", input)]);
            return results[0].AsEnumerable<float>().ToArray();
        })];
    }
}
