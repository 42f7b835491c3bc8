using System.Text.Json;

namespace MsMclr.MLNet.Tests;

public class DoctorCommandTests
{
    [Test]
    public void A_machine_is_looked_at_in_one_run_and_told_as_a_table_and_as_JSON()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("doctor.json");
        var run = Tool.Run("doctor", "--batch", "2", "--json", file);
        string[] checks = ["system", "driver", "libtorch", "golden steps, CPU", "ten steps, CPU, fp32", "scoring, CPU", "scoring, GPU"];
        foreach (var check in checks)
            Assert.That(run.Output, Does.Contain($"| {check} "), run.Errors);
        using var json = JsonDocument.Parse(File.ReadAllText(file));
        var states = json.RootElement.GetProperty("findings").EnumerateArray().ToDictionary(
            finding => finding.GetProperty("check").GetString()!, finding => finding.GetProperty("state").GetString());
        Assert.That(states["golden steps, CPU"], Is.EqualTo("ok"), run.Output);
        Assert.That(states["ten steps, CPU, fp32"], Is.EqualTo("ok"), run.Output);
        Assert.That(json.RootElement.GetProperty("ok").GetBoolean(), Is.EqualTo(run.ExitCode == 0));
        if (states["driver"] != "not run")
            return;
        Assert.That(run.ExitCode, Is.Zero, run.Output);
        Assert.That(run.Output, Does.Contain("the GPU part was not run"));
        var ofGpu = states.Where(state => state.Key.Contains("GPU", StringComparison.Ordinal));
        Assert.That(ofGpu.Select(state => state.Value), Has.All.EqualTo("not run"));
    }

    [TestCase("--gpu", "-1")]
    [TestCase("--batch", "1")]
    public void What_cannot_be_looked_at_is_one_sentence(string option, string value)
        => Tool.Run("doctor", option, value).RefusedInOneLine($"{option} {value}: expected");
}
