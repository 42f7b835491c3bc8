using Microsoft.ML;
using Microsoft.ML.OnnxRuntime;

namespace MsMclr.MLNet.Tests;

/// <summary>A model as one ONNX file, opened as anybody opens it.</summary>
internal sealed class ExportedModel : IDisposable
{
    private static readonly long[] Sizes = [2, 25, 3];
    private readonly RunOptions _options = new();

    public ExportedModel(MLContext ml, ITransformer model, DataViewSchema schema, SkeletonOnnxOptions? options = null)
    {
        using var stream = new MemoryStream();
        ml.Model.SaveSkeletonOnnx(model, schema, stream, options);
        Bytes = stream.ToArray();
        using var session = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING };
        Session = new InferenceSession(Bytes, session);
    }

    public byte[] Bytes { get; }

    public InferenceSession Session { get; }

    /// <summary>Scores a clip of two Kinect bodies.</summary>
    public (string Label, float[] Scores, float[] Features) Score(float[] clip)
    {
        using var outputs = Run(clip, ["PredictedLabel", "Score", "Features"]);
        return (outputs[0].GetStringElement(0), Numbers(outputs[1]), Numbers(outputs[2]));
    }

    /// <summary>One output of numbers.</summary>
    public float[] Value(float[] clip, string output)
    {
        using var outputs = Run(clip, [output]);
        return Numbers(outputs[0]);
    }

    public void Dispose()
    {
        _options.Dispose();
        Session.Dispose();
    }

    private static float[] Numbers(OrtValue value) => value.GetTensorDataAsSpan<float>().ToArray();

    private IDisposableReadOnlyCollection<OrtValue> Run(float[] clip, string[] outputs)
    {
        long[] shape = [1, clip.Length / (Sizes[0] * Sizes[1] * Sizes[2]), .. Sizes];
        using var input = OrtValue.CreateTensorValueFromMemory(clip, shape);
        return Session.Run(_options, new Dictionary<string, OrtValue> { ["Clip"] = input }, outputs);
    }
}
