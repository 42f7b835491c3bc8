using MsMclr.MLNet.Trainers.Pretraining.Checkpoints;

namespace MsMclr.MLNet.Tests;

public partial class CheckpointFolderTests
{
    [Test]
    public void The_first_checkpoint_removes_those_of_another_run_and_later_ones_the_oldest()
    {
        using var temporary = new TemporaryFolder();
        foreach (var step in new[] { 1, 5, 90 })
            CheckpointSamples.Write(temporary, step);
        using var folder = new CheckpointFolder(temporary.Path, keep: 2, _ => { });
        Assert.That(folder.Newest, Is.Null);
        folder.Write(CheckpointSamples.Of(10));
        AssertSteps(temporary, 10);
        folder.Write(CheckpointSamples.Of(20));
        AssertSteps(temporary, 10, 20);
        folder.Write(CheckpointSamples.Of(30));
        AssertSteps(temporary, 20, 30);
        Assert.That(folder.Newest, Is.EqualTo(temporary.File(CheckpointSamples.NameOf(30))));
    }

    [Test]
    public void A_run_that_goes_on_keeps_what_it_goes_on_from_and_removes_what_came_after()
    {
        using var temporary = new TemporaryFolder();
        foreach (var step in new[] { 4, 8 })
            CheckpointSamples.Write(temporary, step);
        temporary.Write(CheckpointSamples.NameOf(12), "damaged");
        using var folder = new CheckpointFolder(temporary.Path, keep: 3, _ => { });
        Assert.That(folder.ReadNewest()!.Position.Steps, Is.EqualTo(8));
        Assert.That(folder.Newest, Is.EqualTo(temporary.File(CheckpointSamples.NameOf(8))));
        folder.Write(CheckpointSamples.Of(10));
        AssertSteps(temporary, 4, 8, 10);
    }

    [Test]
    public void The_same_step_again_replaces_its_file()
    {
        using var temporary = new TemporaryFolder();
        using var folder = new CheckpointFolder(temporary.Path, keep: 1, _ => { });
        folder.Write(CheckpointSamples.Of(3));
        folder.Write(CheckpointSamples.Of(3) with { Seed = 8 });
        AssertSteps(temporary, 3);
        Assert.That(folder.ReadNewest()!.Seed, Is.EqualTo(8));
    }

    [Test]
    public void Damaged_checkpoints_are_listed_and_told_from_the_newest_on()
    {
        using var temporary = new TemporaryFolder();
        temporary.Write(CheckpointSamples.NameOf(1), "damaged");
        temporary.Write(CheckpointSamples.NameOf(2), "damaged, too");
        var log = new List<string>();
        using var folder = new CheckpointFolder(temporary.Path, keep: 1, log.Add);
        Assert.That(folder.ReadNewest(), Is.Null);
        Assert.That(folder.Newest, Is.Null);
        Assert.That(folder.Damaged.Select(line => line.Split(": ")[0]), Is.EqualTo(new[]
        {
            temporary.File(CheckpointSamples.NameOf(2)), temporary.File(CheckpointSamples.NameOf(1)),
        }));
        Assert.That(folder.Damaged[0], Does.EndWith(": 12 bytes are too few"));
        Assert.That(log, Has.Count.EqualTo(2).And.All.Contains("is damaged (").And.All.Contains(") and left out."));
        Assert.That(log[0], Does.Contain(CheckpointSamples.NameOf(2)));
    }

    [Test]
    public void Files_that_are_called_otherwise_are_neither_read_nor_removed()
    {
        using var temporary = new TemporaryFolder();
        string[] others = ["step-.msmclr", "step-x.msmclr", "step--00000005.msmclr", "step- 5.msmclr", "Step-000000005.msmclr", "a.msmclr"];
        foreach (var name in others)
            temporary.Write(name, "mine");
        using (var folder = new CheckpointFolder(temporary.Path, keep: 1, _ => { }))
        {
            Assert.That(folder.ReadNewest(), Is.Null);
            Assert.That(folder.Damaged, Is.Empty);
            folder.Write(CheckpointSamples.Of(1));
        }

        Assert.That(others.Select(temporary.File).All(File.Exists), Is.True);
    }

    [Test]
    public void What_a_killed_process_left_is_removed_and_nothing_else()
    {
        using var temporary = new TemporaryFolder();
        temporary.Write("step-000000008.msmclr.abc.tmp", "half");
        string[] others = ["step-000000008.tmp", "other.msmclr.abc.tmp", "step-000000008.msmclr.abc.txt"];
        foreach (var name in others)
            temporary.Write(name, "mine");
        using (new CheckpointFolder(temporary.Path, keep: 1, _ => { }))
            Assert.That(temporary.File("step-000000008.msmclr.abc.tmp"), Does.Not.Exist);
        Assert.That(others.Select(temporary.File).All(File.Exists), Is.True);
    }

    [Test]
    public void A_folder_is_one_runs_own_until_that_ends()
    {
        using var temporary = new TemporaryFolder();
        var path = Path.Combine(temporary.Path, "below", "run");
        using (new CheckpointFolder(path, keep: 1, _ => { }))
        {
            var told = Throws.TypeOf<IOException>().With.Message.Contains(path).And.Message.Contains("no other run is using")
                .And.InnerException.Not.Null;
            Assert.That(() => new CheckpointFolder(path, keep: 1, _ => { }), told);
        }

        Assert.That(() => new CheckpointFolder(path, keep: 1, _ => { }).Dispose(), Throws.Nothing);
    }

    [Test]
    [Platform("Linux")]
    public void A_pipe_that_is_called_like_a_checkpoint_is_damaged_and_does_not_hang()
    {
        using var temporary = new TemporaryFolder();
        CheckpointSamples.Write(temporary, 4);
        using (var make = System.Diagnostics.Process.Start("mkfifo", temporary.File(CheckpointSamples.NameOf(9))))
            make.WaitForExit();
        using var folder = new CheckpointFolder(temporary.Path, keep: 1, _ => { });
        Assert.That(folder.ReadNewest()!.Position.Steps, Is.EqualTo(4));
        Assert.That(folder.Damaged.Single(), Does.Contain("no regular file"));
    }

    private static void AssertSteps(TemporaryFolder folder, params long[] steps)
        => Assert.That(CheckpointedRuns.Checkpoints(folder), Is.EqualTo(steps.Select(CheckpointSamples.NameOf)));
}
