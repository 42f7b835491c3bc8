using Microsoft.ML;

namespace MsMclr.MLNet.Tests;

public class EncoderFileTests
{
    [Test]
    public void A_file_that_is_not_there_or_no_encoder_is_named()
    {
        var skeleton = new MLContext().Transforms.Skeleton;
        Assert.That(
            () => skeleton.Embed("Features", "Skeleton", "nowhere.onnx"),
            Throws.TypeOf<FileNotFoundException>().With.Message.Contains("nowhere.onnx"));
        var path = Path.Combine(TestContext.CurrentContext.WorkDirectory, "text.onnx");
        File.WriteAllText(path, "not a model");
        Assert.That(
            () => skeleton.Embed("Features", "Skeleton", path),
            Throws.TypeOf<FormatException>().With.Message.Contains("text.onnx"));
    }

    [Test]
    public void A_write_that_fails_leaves_the_old_file_and_no_other()
    {
        var folder = Directory.CreateTempSubdirectory("msmclr-");
        var target = Path.Combine(folder.FullName, "encoder.onnx");
        Directory.CreateDirectory(target);
        using (var embed = EmbeddingFixture.Transformer())
            Assert.That(() => embed.SaveEncoder(target), Throws.InstanceOf<Exception>());
        Assert.That(folder.GetFileSystemInfos().Select(entry => entry.Name), Is.EqualTo(new[] { "encoder.onnx" }));
        folder.Delete(recursive: true);
    }
}
