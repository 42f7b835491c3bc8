using Microsoft.ML.OnnxRuntime;

namespace MsMclr.MLNet.Tests;

public class ExportCommandTests
{
    private static readonly TemporaryFolder Folder = new();

    [OneTimeTearDown]
    public void Clean() => Folder.Dispose();

    [Test]
    public void A_saved_model_becomes_one_file_from_raw_clips_to_labels_and_scores()
    {
        var file = Folder.File("action.onnx");
        var run = Tool.Run("export", "--model", TinyModel.File, "--out", file).Succeeded();
        Assert.That(run.Output, Does.Contain("action.onnx").And.Contain("MiB"));
        using var session = new InferenceSession(file);
        Assert.That(session.InputMetadata["Clip"].Dimensions, Is.EqualTo(new[] { 1, -1, 2, 25, 3 }));
        Assert.That(session.OutputMetadata.Keys, Is.EquivalentTo(new[] { "PredictedLabel", "Score", "Features" }));
        Assert.That(Directory.GetFiles(Folder.Path), Has.Length.EqualTo(1), "nothing else is left");
    }

    [Test]
    public void What_is_no_model_is_refused_in_one_line_and_nothing_is_written()
    {
        var file = Folder.File("none.onnx");
        Tool.Run("export", "--model", Folder.File("nowhere.zip"), "--out", file).RefusedInOneLine("There is no model at");
        var damaged = Folder.Write("damaged.zip", File.ReadAllBytes(TinyModel.File)[..3_000]);
        Tool.Run("export", "--model", damaged, "--out", file).RefusedInOneLine("cannot be loaded as a model");
        Assert.That(File.Exists(file), Is.False);
    }
}
