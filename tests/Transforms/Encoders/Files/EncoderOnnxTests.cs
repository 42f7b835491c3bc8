using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using MsMclr.MLNet.Transforms.Encoders.Network;

namespace MsMclr.MLNet.Tests;

public class EncoderOnnxTests
{
    [Test]
    public void The_small_model_gives_the_golden_features()
        => GoldenData.AssertMatches("small/eval/q_pooled.npy", Run(EncoderOnnx.Write(GoldenEncoders.Small()), "small/input_A_im_q.npy"));

    [Test]
    public void The_full_model_gives_the_golden_features()
        => GoldenData.AssertMatches("full/eval_pooled.npy", Run(EncoderOnnx.Write(GoldenEncoders.Full()), "full/input.npy"));

    private static float[] Run(byte[] model, string inputFile)
    {
        var input = GoldenArray.Read(inputFile);
        using var options = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        using var session = new InferenceSession(model, options);
        using var results = session.Run([NamedOnnxValue.CreateFromTensor("clips", new DenseTensor<float>(input.Values, input.Shape))]);
        return [.. results[0].AsEnumerable<float>()];
    }
}
