using System.Text.Json;

namespace MsMclr.MLNet.Tests;

public class EvaluateTests
{
    private string _folder = "";

    [OneTimeSetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("msmclr-evaluate-").FullName;

    [OneTimeTearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Three_streams_are_joined_and_fused_and_an_encoder_of_theirs_is_judged_again()
    {
        var folder = Path.Combine(_folder, "all");
        var results = Results(folder, EvaluateProcess.Train(folder, "--stream", "all"));
        Assert.That(Share(results, "fused"), Is.InRange(0.05, 1), "twenty actions: a guess is 0.05");
        foreach (var part in new[] { "raw", "untrained", "trained" })
            Assert.That(Share(results.GetProperty("linear"), part), Is.InRange(0.05, 1), part);
        foreach (var file in new[] { "action.zip", "encoder-joint.onnx", "encoder-bone.onnx", "encoder-motion.onnx", "embeddings.idv", "report.html" })
            Assert.That(new FileInfo(Path.Combine(folder, file)).Length, Is.GreaterThan(1000), file);

        var again = Path.Combine(_folder, "again");
        var judged = Results(again, EvaluateProcess.Run("--format", "synthetic", "--split", "unseen-subjects", "--set", "HiddenChannels=4", "--encoder", Path.Combine(folder, "encoder-bone.onnx"), "--out", again));
        Assert.That(judged.GetProperty("encoder").GetString(), Is.EqualTo("encoder-bone.onnx"));
        Assert.That(Share(judged, "clips_per_second"), Is.Zero, "nothing is pretrained");
    }

    [Test]
    public void Seeds_labels_and_the_papers_head_are_reported()
    {
        var folder = Path.Combine(_folder, "seeds");
        var results = Results(folder, EvaluateProcess.Train(folder, "--seeds", "2", "--labels", "0.1", "--linear", "sgd", "--precision", "bfloat16"));
        Assert.That(results.GetProperty("linear_head").GetString(), Is.EqualTo("sgd"));
        Assert.That(results.GetProperty("precision").GetString(), Is.EqualTo("bfloat16"));
        Assert.That(Share(results.GetProperty("fine_tuning"), "0.1"), Is.InRange(0.05, 1));
        Assert.That(Share(results.GetProperty("fine_tuning_untrained"), "0.1"), Is.InRange(0.02, 1));
        Assert.That(results.GetProperty("seeds").EnumerateArray().Select(seed => seed.GetProperty("seed").GetInt32()), Is.EqualTo(new[] { 1, 2 }));
        Assert.That(results.GetProperty("seeds").EnumerateArray().Select(seed => Share(seed.GetProperty("fine_tuning"), "0.1")), Is.All.InRange(0.05, 1));
    }

    [TestCase("--stream", "all", "--fine-tune", "take --stream joint")]
    [TestCase("--seeds", "0", null, "1 to 1000")]
    [TestCase("--labels", "2", null, "at most 1")]
    [TestCase("--precision", "TensorFloat32", null, "Full or BFloat16")]
    [TestCase("--set", "Temprature=1", null, "Temperature")]
    [TestCase("--set", "Temperature=0", null, "allowed")]
    public void Wrong_options_are_refused_with_a_reason(string option, string value, string? flag, string reason)
    {
        var (code, output) = EvaluateProcess.Train(_folder, flag is null ? [option, value] : [option, value, flag]);
        Assert.That(code, Is.Not.Zero);
        Assert.That(output, Does.Contain(reason).And.Not.Contain("   at MsMclr"));
    }

    private static JsonElement Results(string folder, (int ExitCode, string Output) run)
    {
        Assert.That(run.ExitCode, Is.Zero, run.Output);
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "results.json")));
        return document.RootElement.Clone();
    }

    private static double Share(JsonElement element, string name) => element.GetProperty(name).GetDouble();
}
