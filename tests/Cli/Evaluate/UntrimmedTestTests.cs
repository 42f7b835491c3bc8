namespace MsMclr.MLNet.Tests;

public class UntrimmedTestTests
{
    private static readonly string[] Small =
    [
        "--frames", "8", "--epochs", "1", "--set", "HiddenChannels=4", "--set", "FeatureSize=16", "--set", "ProjectionSize=8",
        "--set", "BatchSize=8",
    ];

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Recordings_of_PKU_MMD_are_trained_on_as_clips_and_those_of_the_test_part_judged_as_they_are()
    {
        var made = SyntheticSkeletons.MakeUntrimmed(new SyntheticSkeletons.UntrimmedOptions { Recordings = 3, ActionsEach = 10 });
        foreach (var (one, camera) in made.Zip("LMR"))
        {
            _folder.Write($"data/0001-{camera}.txt", PkuMmdText.Of(one.Recording));
            var lines = one.Intervals.Select(action => $"{NumberOf(action)},{action.Start + 1},{action.End + 1},1\n");
            _folder.Write($"labels/0001-{camera}.txt", string.Concat(lines));
        }

        string[] data = ["--format", "pku-mmd", "--data", _folder.File("data"), "--intervals", _folder.File("labels")];
        string[] split = ["--split", "pku-mmd-xview", "--untrimmed", "--out", _folder.File("results")];
        var run = Tool.Run(["evaluate", .. data, .. split, .. Small]).Succeeded();
        Assert.That(run.Output, Does.Match(@"intervals\.csv: \d+ actions? in 1 recording ").And.Contain("mAP by recording"));
        var page = File.ReadAllText(Path.Combine(_folder.File("results"), "untrimmed.html"));
        Assert.That(page, Does.Contain("0001-M").And.Contain("10 are there"));
    }

    [TestCase("ntu60-xsub", "ntu", "recordings of --format ntu are cut into clips already")]
    [TestCase("test-data", "pku-mmd", "takes the data set's own splits")]
    public void Only_recordings_that_are_not_cut_are_judged_before_they_are(string split, string format, string reason)
    {
        var data = _folder.Path;
        string[] ofSplit = split == "test-data" ? ["--test-data", data, "--intervals", data] : [];
        string[] words = ["--format", format, "--data", data, "--split", split, "--out", _folder.File("x"), "--untrimmed"];
        Tool.Run(["evaluate", .. words, .. ofSplit]).Refused(reason);
    }

    private static int NumberOf(ActionInterval action) => SyntheticSkeletons.Actions.IndexOf(action.Action) + 1;
}
