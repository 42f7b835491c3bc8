namespace MsMclr.MLNet.Tests;

/// <summary>The tool as a user installs it, run outside the repository.</summary>
public class InstalledToolTests
{
    private static readonly string[] Small =
    [
        "--frames", "8", "--epochs", "1", "--set", "HiddenChannels=4", "--set", "FeatureSize=16", "--set", "ProjectionSize=8",
        "--set", "BatchSize=8",
    ];

    private InstalledTool _tool = null!;
    private string _folder = "";

    [OneTimeSetUp]
    public async Task Install()
    {
        _tool = await InstalledTool.Install("MsMclr.MLNet.Cli", "msmclr");
        _folder = Directory.CreateDirectory(Path.Combine(PackedPackages.Folder, "hands")).FullName;
        HandRecordings.WriteTable(At("moves.csv"), HandRecordings.Of(subjects: 4));
        File.WriteAllText(At("hand.json"), HandRecordings.Layout);
    }

    [TestCase("--help", "evaluate,embed,heads,serve,inspect")]
    [TestCase("evaluate --help", "--data,--format,--split,--recipe,--encoder,--out")]
    public async Task It_says_what_it_takes(string line, string named)
    {
        var run = await _tool.Run(PackedPackages.Downloads, line.Split(' '));
        Assert.That(run.ExitCode, Is.Zero, run.Errors);
        Assert.That(run.Output, Does.Contain("msmclr"));
        foreach (var name in named.Split(','))
            Assert.That(run.Output, Does.Contain(name));
    }

    [TestCase("evaluate --nonsense 1", "--nonsense")]
    [TestCase("evaluate --format synthetic --split ntu60-xsub --out x", "--split ntu60-xsub does not divide --format synthetic")]
    [TestCase("serve --model nowhere.zip", "There is no model at 'nowhere.zip'")]
    [TestCase("embed --format synthetic --encoder nowhere.onnx --out e.csv", "There is no encoder at 'nowhere.onnx'")]
    [TestCase("inspect nowhere", "There is no file or folder 'nowhere'")]
    public async Task It_says_what_is_wrong_and_shows_no_stack(string line, string reason)
    {
        var run = await _tool.Run(PackedPackages.Downloads, line.Split(' '));
        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Errors, Does.Contain(reason).And.Not.Contain("   at "));
    }

    [Test]
    public async Task It_trains_with_a_libtorch_that_was_downloaded_before()
    {
        var run = await _tool.Run(PackedPackages.Downloads, Evaluate("results"));
        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Errors);
        foreach (var file in new[] { "results.json", "report.html", "encoder.onnx", "action.zip", "embeddings.idv" })
            Assert.That(Path.Combine(At("results"), file), Does.Exist);

        // What comes after training needs no libtorch.
        string[] hands = HandRecordings.TableOptions(At("moves.csv"), At("hand.json"));
        var encoder = Path.Combine(At("results"), "encoder.onnx");
        var embedded = await _tool.Run(NoDownloads(), ["embed", .. hands, "--encoder", encoder, "--out", At("hands.csv")]);
        Assert.That(embedded.ExitCode, Is.Zero, embedded.Output + embedded.Errors);
        Assert.That(File.ReadAllLines(At("hands.csv")), Has.Length.EqualTo(1 + 36));
        var inspected = await _tool.Run(NoDownloads(), "inspect", encoder);
        Assert.That(inspected.Output, Does.Match(@"\| feature size +\| 16 "), inspected.Errors);
    }

    [Test]
    public async Task Without_a_libtorch_it_says_how_to_get_one_before_anything_is_read()
    {
        var run = await _tool.Run(NoDownloads(), Evaluate("nothing"));
        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Errors.Trim().Split('\n'), Has.Length.EqualTo(1), run.Errors);
        Assert.That(run.Errors, Does.Contain("libtorch").And.Contain("MSMCLR_LIBTORCH"));
        Assert.That(At("nothing"), Does.Not.Exist);
    }

    private string[] Evaluate(string results)
    {
        string[] hands = HandRecordings.TableOptions(At("moves.csv"), At("hand.json"));
        return ["evaluate", .. hands, "--split", "subjects", "--test", "2,4", .. Small, "--out", At(results)];
    }

    private string NoDownloads() => Directory.CreateDirectory(At("no-packages")).FullName;

    private string At(string name) => Path.Combine(_folder, name);
}
