using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using MsMclr.MLNet.Transforms.Encoders.Definition;
using MsMclr.MLNet.Transforms.Encoders.Files;
using MsMclr.MLNet.Transforms.Encoders.Network;

namespace MsMclr.MLNet.Tests;

/// <summary>The small golden encoder over clips of its shape, every third with one body.</summary>
internal static class EmbeddingFixture
{
    public static readonly ClipShape Shape = new(3, 16, 25, 2);

    public static float[][] Clips(int count)
        => [.. Enumerable.Range(0, count).Select(seed => ClipUnderTest.Random(Shape, seed, absentBody: seed % 3 == 0 ? 1 : -1).Values)];

    /// <summary>Where a value of a clip stands.</summary>
    public static int Place(int channel, int frame, int joint, int body)
        => (((((channel * Shape.Frames) + frame) * Shape.Joints) + joint) * Shape.Bodies) + body;

    public static RecordingView View(float[][] clips, bool reorders = false)
        => new("Skeleton", new VectorDataViewType(NumberDataViewType.Single, 3, 16, 25, 2), SkeletonLayout.NtuRgbd, clips, reorders);

    /// <summary>Clips of an encoder's shape and layout.</summary>
    public static RecordingView View(float[][] clips, EncoderDefinition encoder)
        => new("Skeleton", new VectorDataViewType(NumberDataViewType.Single, Sizes(encoder.Shape)), encoder.Layout, clips);

    public static SkeletonEmbeddingTransformer Transformer(int batchSize = 5, EncoderDefinition? encoder = null, string output = "Features")
        => new(new MLContext(), encoder ?? GoldenEncoders.Small(), output, "Skeleton", batchSize: batchSize);

    /// <summary>ONNX Runtime on the form that saved models carry, one clip at a time: the oracle, to the last bit.</summary>
    public static float[][] Oracle(EncoderDefinition encoder, float[][] clips)
    {
        var shape = encoder.Shape;
        var body = new float[encoder.Input.Length / shape.Bodies];
        var absent = Run(EncoderGraph.Bodies(encoder), "bodies", body, 1, encoder.Input.Channels, shape.Frames, shape.Joints);
        var model = EncoderOnnx.WriteSingle(encoder, absent, "features", "clip");
        return [.. clips.Select(clip => Run(model, "clip", clip, Sizes(shape)))];
    }

    /// <summary>ONNX Runtime on <c>encoder.onnx</c>, whose operators are the network's own: agrees up to rounding.</summary>
    public static float[][] PlainOracle(EncoderDefinition encoder, float[][] clips)
        => [.. clips.Select(clip => Run(EncoderOnnx.Write(encoder), "clips", clip, [1, .. Sizes(encoder.Shape)]))];

    private static int[] Sizes(ClipShape shape) => [shape.Channels, shape.Frames, shape.Joints, shape.Bodies];

    private static float[] Run(byte[] model, string name, float[] values, params int[] shape)
    {
        using var options = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        using var session = new InferenceSession(model, options);
        using var results = session.Run([NamedOnnxValue.CreateFromTensor(name, new DenseTensor<float>(values, shape))]);
        return [.. results[0].AsEnumerable<float>()];
    }
}
