using Microsoft.ML;
using Microsoft.ML.Runtime;
using MsMclr.MLNet.Transforms.Columns;

namespace MsMclr.MLNet.Tests;

public class SavingContextTests
{
    [Test]
    public void What_it_logs_reaches_the_users_log()
    {
        var ml = new MLContext();
        var kinds = new List<ChannelMessageKind>();
        var messages = new List<string>();
        ml.Log += (_, entry) =>
        {
            kinds.Add(entry.Kind);
            messages.Add(entry.RawMessage);
        };
        var saving = SavingContext.For(((IHostEnvironment)ml).Register("Test"));
        using (var channel = ((IHostEnvironment)saving).Register("Inner").Start("Fit"))
        {
            channel.Info(MessageSensitivity.None, "told");
            channel.Warning(MessageSensitivity.None, "warned of {0}", "{braces}");
            channel.Error(MessageSensitivity.None, "failed");
        }

        (ChannelMessageKind, string)[] expected =
        [
            (ChannelMessageKind.Info, "told"),
            (ChannelMessageKind.Warning, "warned of {braces}"),
            (ChannelMessageKind.Error, "failed"),
        ];
        var loud = kinds.Zip(messages).Where(entry => entry.First != ChannelMessageKind.Trace);
        Assert.That(loud, Is.EqualTo(expected));
    }

    [Test]
    public void It_opens_no_GPU_whatever_the_users_context_says()
    {
        var ml = new MLContext { GpuDeviceId = 0 };
        Assert.That(SavingContext.For(((IHostEnvironment)ml).Register("Test")).GpuDeviceId, Is.Null);
    }

    // With the CPU build of ONNX Runtime, which tests have, a session on a GPU would be an exception.
    [Test]
    public void A_model_is_saved_on_a_machine_without_the_GPU_that_the_context_names()
    {
        var ml = new MLContext { GpuDeviceId = 0 };
        var view = Recordings.View(SkeletonLayout.NtuRgbd, Recordings.Random(1, 9, SkeletonLayout.NtuRgbd));
        var prepare = ml.Transforms.Skeleton.Prepare().Fit(view);
        using var stream = new MemoryStream();
        ml.Model.Save(prepare, view.Schema, stream);
        Assert.That(stream.Length, Is.GreaterThan(1000));
    }
}
