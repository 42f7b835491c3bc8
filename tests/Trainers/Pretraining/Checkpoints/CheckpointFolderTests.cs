using Microsoft.ML;
using MsMclr.MLNet.Trainers.Pretraining.Checkpoints;

namespace MsMclr.MLNet.Tests;

public partial class CheckpointFolderTests
{
    private static readonly MLContext Context = new(1);

    [Test]
    [Category("Trains")]
    public void The_newest_checkpoints_are_kept_and_a_damaged_one_gives_way_to_the_one_before()
    {
        using var folder = new TemporaryFolder();
        var view = PreparedClips.View(Context, 20);
        var options = CheckpointedRuns.Options(folder);
        options.KeepCheckpoints = 2;
        options.CheckpointInterval = TimeSpan.Zero;
        var whole = CheckpointedRuns.Fit(view, options);
        Assert.That(CheckpointedRuns.Checkpoints(folder), Is.EqualTo(new[] { "step-000000005.msmclr", "step-000000006.msmclr" }));
        var bytes = File.ReadAllBytes(folder.File("step-000000006.msmclr"));
        bytes[5000] ^= 1;
        File.WriteAllBytes(folder.File("step-000000006.msmclr"), bytes);
        File.WriteAllText(folder.File("step-000000007.msmclr"), "no checkpoint");
        File.WriteAllText(folder.File("step-000000008.msmclr.abc.tmp"), "left by a killed process");
        var log = new List<string>();
        var context = new MLContext(1);
        context.Log += (_, line) => log.Add(line.Message);
        Assert.That(CheckpointedRuns.Fit(view, options, context), Is.EqualTo(whole));
        Assert.That(log, Has.Some.Contains("step-000000006.msmclr is damaged (its checksum is wrong)"));
        Assert.That(log, Has.Some.Contains("step-000000007.msmclr is damaged"));
        Assert.That(log, Has.Some.Contains("Going on from").And.Some.Contains("step-000000005.msmclr"));
        Assert.That(Directory.EnumerateFiles(folder.Path).Count(), Is.EqualTo(3), "two checkpoints and the lock");
    }

    [Test]
    [Category("Trains")]
    public void Begun_anew_a_run_leaves_nothing_of_the_one_before()
    {
        using var folder = new TemporaryFolder();
        var options = CheckpointedRuns.Options(folder);
        options.KeepCheckpoints = 5;
        CheckpointedRuns.Fit(PreparedClips.View(Context, 20), options);
        options.Resume = CheckpointResume.Never;
        options.Epochs = 4;
        CheckpointedRuns.Fit(PreparedClips.View(Context, 36), options);
        string[] expected = ["step-000000004.msmclr", "step-000000008.msmclr", "step-000000012.msmclr", "step-000000016.msmclr"];
        Assert.That(CheckpointedRuns.Checkpoints(folder), Is.EqualTo(expected));
    }

    [Test]
    [Category("Trains")]
    public void A_folder_that_another_run_is_using_is_told()
    {
        using var folder = new TemporaryFolder();
        using var other = new CheckpointFolder(folder.Path, 3, _ => { });
        var told = Throws.InstanceOf<IOException>().With.Message.Contains("CheckpointDirectory").And.Message.Contains("no other run");
        Assert.That(() => CheckpointedRuns.Fit(PreparedClips.View(Context, 20), CheckpointedRuns.Options(folder)), told);
    }
}
