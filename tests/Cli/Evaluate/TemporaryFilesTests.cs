namespace MsMclr.MLNet.Tests;

/// <summary>ONNX graphs that ML.NET opened for a head, or to save a model, are files for as long as the process runs.</summary>
public class TemporaryFilesTests
{
    [Test]
    public void Evaluate_leaves_no_graph_behind()
    {
        using var folder = new TemporaryFolder();
        var temporary = folder.File("temporary");
        string[] data = ["--format", "synthetic", "--split", "unseen-subjects", "--out", folder.File("out")];
        string[] small =
            ["--frames", "8", "--epochs", "1", "--set", "HiddenChannels=4", "--set", "FeatureSize=16", "--set", "ProjectionSize=8"];
        Tool.RunWithTemporary(temporary, ["evaluate", .. data, .. small]).Succeeded();
        Assert.That(folder.File("out/action.zip"), Does.Exist);
        Assert.That(Directory.GetFiles(temporary, "*.onnx"), Is.Empty);
    }
}
