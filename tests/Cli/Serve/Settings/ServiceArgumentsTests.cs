using MsMclr.MLNet.Cli.Serve.Hosting;
using MsMclr.MLNet.Cli.Serve.Settings;

namespace MsMclr.MLNet.Tests;

public class ServiceArgumentsTests
{
    [TestCase("There is no option '--request-per-second'. Is '--requests-per-second' meant?", "--request-per-second", "5")]
    [TestCase("There is no option '--request-per-second'. Is '--requests-per-second' meant?", "--request-per-second=5")]
    [TestCase("There is no option '--AllowedHosts'. Is '--allowed-hosts' meant?", "--AllowedHosts", "x")]
    [TestCase("There is no option '--contentRoot'.", "--contentRoot", "/")]
    [TestCase("There is no option 'queue'. Is '--queue' meant?", "queue=5")]
    [TestCase("There is no option '/queue'. Is '--queue' meant?", "/queue", "5")]
    [TestCase("There is no option 'stray'.", "--queue", "5", "stray")]
    [TestCase("Option '--queue' needs a value.", "--queue")]
    [TestCase("Option '--queue' needs a value.", "--queue", "--max-bytes", "5000")]
    public void What_would_be_passed_over_is_refused(string said, params string[] words)
        => Assert.That(() => Check(words), Throws.ArgumentException.With.Message.EqualTo(said));

    [TestCase("--queue", "5", "--Max-Bytes=5000", "--urls", "http://127.0.0.1:0")]
    [TestCase("--Logging:LogLevel:Default", "Debug", "--Kestrel:Endpoints:Http:Url=http://127.0.0.1:0", "--environment", "Staging")]
    [TestCase("--Scoring:Queue", "5", "--http_ports", "8080")]
    public void Options_and_settings_are_taken(params string[] words) => Assert.That(() => Check(words), Throws.Nothing);

    [TestCase("--Scoring:RequestPerSecond", "5")]
    [TestCase("--scoring:requestpersecond=5")]
    public void Settings_that_nobody_reads_are_refused(params string[] words) => Assert.That(
        () => RunningService.Start(words),
        Throws.ArgumentException.With.Message.Contains("RequestPerSecond'. Is 'RequestsPerSecond' meant?").IgnoreCase);

    [Test]
    public void The_environment_is_held_to_the_same_names()
    {
        Environment.SetEnvironmentVariable("Scoring__MaxByte", "5000");
        try
        {
            Assert.That(
                () => RunningService.Start(),
                Throws.ArgumentException.With.Message.EqualTo("There is no setting 'Scoring:MaxByte'. Is 'MaxBytes' meant?"));
        }
        finally
        {
            Environment.SetEnvironmentVariable("Scoring__MaxByte", null);
        }
    }

    [Test]
    public void Each_option_is_in_the_page_on_deployment()
    {
        var page = File.ReadAllText(Path.Combine(Repository(), "docs", "deployment.md"));
        Assert.That(ScoringApp.OptionNames.Where(option => !page.Contains($"`{option}`", StringComparison.Ordinal)), Is.Empty);
    }

    private static void Check(string[] words) => ServiceArguments.Check(words, ScoringApp.OptionNames);

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CONTRIBUTING.md")))
            folder = folder.Parent!;
        return folder.FullName;
    }
}
