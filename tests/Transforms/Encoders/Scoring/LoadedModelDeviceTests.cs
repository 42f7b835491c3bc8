using Microsoft.ML;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.Transforms.Onnx;

namespace MsMclr.MLNet.Tests;

/// <summary>What docs/transforms.md says of loaded models on machines without a GPU.</summary>
public class LoadedModelDeviceTests
{
    [Test]
    public void Session_options_of_the_application_get_round_a_GPU_that_is_not_there()
    {
        var view = EmbeddingFixture.View(EmbeddingFixture.Clips(3));
        using var embed = EmbeddingFixture.Transformer();
        using var stream = new MemoryStream();
        new MLContext().Model.Save(embed, view.Schema, stream);
        stream.Position = 0;
        var plain = new MLContext { GpuDeviceId = 0, FallbackToCpu = true };
        const string Advice = "if this loads, ML.NET has mended it: shorten docs/transforms.md";
        Assert.That(() => plain.Model.Load(stream, out _), Throws.Exception, Advice);
        stream.Position = 0;
        var told = new MLContext { GpuDeviceId = 0, FallbackToCpu = true };
        told.SetOnnxSessionOption(new OnnxSessionOptions { CreateSessionOptions = () => new SessionOptions() });
        var loaded = told.Model.Load(stream, out _);
        Assert.That(loaded.Transform(view).Vectors("Features"), Is.EqualTo(embed.Transform(view).Vectors("Features")));
    }
}
