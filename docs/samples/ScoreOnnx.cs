using Microsoft.ML.OnnxRuntime;

namespace Samples;

/// <summary>Scoring raw clips with an exported model: ONNX Runtime alone, without ML.NET and without this library.</summary>
public static class ScoreOnnx
{
    /// <summary>Scores a clip of T * M * V * C values, frame after frame.</summary>
    public static (string Action, float[] Scores) Score(InferenceSession session, float[] clip)
    {
        var sizes = session.InputMetadata["Clip"].Dimensions; // 1, T, M, V, C; T is -1, since clips have any length
        var frame = sizes[2] * sizes[3] * sizes[4];
        long[] shape = [1, clip.Length / frame, sizes[2], sizes[3], sizes[4]];
        using var input = OrtValue.CreateTensorValueFromMemory(clip, shape);
        using var options = new RunOptions();
        var inputs = new Dictionary<string, OrtValue> { ["Clip"] = input };
        using var outputs = session.Run(options, inputs, ["PredictedLabel", "Score"]);
        return (outputs[0].GetStringElement(0), outputs[1].GetTensorDataAsSpan<float>().ToArray());
    }
}
