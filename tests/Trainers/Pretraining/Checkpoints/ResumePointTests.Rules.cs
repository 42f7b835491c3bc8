using MsMclr.MLNet.Trainers.Pretraining.Checkpoints;

namespace MsMclr.MLNet.Tests;

public partial class ResumePointTests
{
    [Test]
    public void Never_reads_nothing()
    {
        using var temporary = new TemporaryFolder();
        CheckpointSamples.Write(temporary, 4);
        Assert.That(Find(temporary, CheckpointSamples.Plan(CheckpointResume.Never), CheckpointSamples.Identity), Is.Null);
    }

    [Test]
    public void An_empty_folder_is_a_beginning_where_that_may_be()
    {
        using var temporary = new TemporaryFolder();
        Assert.That(Find(temporary, CheckpointSamples.Plan(), CheckpointSamples.Identity), Is.Null);
        var plan = CheckpointSamples.Plan(CheckpointResume.WithChanges) with { MayBeginAnew = false };
        var told = Throws.InvalidOperationException.With.Message.EqualTo(
            "There is no undamaged checkpoint in there (MsMclrTrainer.Options.CheckpointDirectory), and Options.Resume is WithChanges; set "
            + "it to IfPresent to begin anew.");
        Assert.That(() => Find(temporary, plan, CheckpointSamples.Identity), told);
    }

    [Test]
    public void Where_all_are_damaged_each_is_named_with_its_reason()
    {
        using var temporary = new TemporaryFolder();
        temporary.Write(CheckpointSamples.NameOf(1), "damaged");
        temporary.Write(CheckpointSamples.NameOf(2), "damaged");
        var error = Assert.Throws<InvalidOperationException>(
            () => Find(temporary, CheckpointSamples.Plan(), CheckpointSamples.Identity))!;
        Assert.That(error.Message, Does.StartWith("No checkpoint in there (MsMclrTrainer.Options.CheckpointDirectory) can be read:\n  "));
        var older = temporary.File(CheckpointSamples.NameOf(1));
        Assert.That(error.Message, Does.Contain(CheckpointSamples.NameOf(2)).And.Contain("\n  " + older));
        Assert.That(error.Message, Does.EndWith("or set Options.Resume to Never, which begins anew and removes them."));
    }

    [Test]
    public void The_same_run_goes_on_where_it_was()
    {
        using var temporary = new TemporaryFolder();
        Write(temporary, new() { EpochsDone = 2, StepsInEpoch = 3, Steps = 9, LossSum = 1.5f, ContrastSum = 2.5f });
        var found = Find(temporary, CheckpointSamples.Plan(CheckpointResume.WithChanges), CheckpointSamples.Identity)!;
        Assert.That((found.Position.StepsInEpoch, found.Position.LossSum, found.Position.ContrastSum), Is.EqualTo((3, 1.5f, 2.5f)));
        Assert.That(found.Path, Is.EqualTo(temporary.File(CheckpointSamples.NameOf(9))));
    }

    [TestCase(2, 0, 2, true)]
    [TestCase(1, 3, 2, true)]
    [TestCase(2, 1, 2, false)]
    [TestCase(3, 0, 2, false)]
    [TestCase(int.MaxValue, 1, int.MaxValue, false)]
    public void A_checkpoint_may_not_be_further_than_the_run_goes(int done, int steps, int epochs, bool fits)
    {
        using var temporary = new TemporaryFolder();
        Write(temporary, new() { EpochsDone = done, StepsInEpoch = steps, Steps = 9 });
        var plan = CheckpointSamples.Plan(epochs: epochs);
        if (fits)
        {
            Assert.That(Find(temporary, plan, CheckpointSamples.Identity), Is.Not.Null);
            return;
        }

        var told = Throws.InvalidOperationException.With.Message.Contains($"{done} epochs and {steps} steps")
            .And.Message.Contains($"more than Options.Epochs ({epochs}); raise it");
        Assert.That(() => Find(temporary, plan, CheckpointSamples.Identity), told);
    }

    [Test]
    public void Another_run_is_refused_with_a_line_a_difference_and_taken_with_changes()
    {
        using var temporary = new TemporaryFolder();
        Write(temporary, new() { EpochsDone = 2, StepsInEpoch = 3, Steps = 9, LossSum = 1, ContrastSum = 2 });
        RunIdentity other = new([new("Seed", "8"), new("Layout", "ntu")]);
        var error = Assert.Throws<InvalidOperationException>(() => Find(temporary, CheckpointSamples.Plan(), other))!;
        Assert.That(error.Message, Does.Contain(
            "is of another run:\n  Seed: 7 in the checkpoint, 8 in this run\n  Layout: nothing in the checkpoint, ntu in this run\n"
            + "Choose another CheckpointDirectory, or set MsMclrTrainer.Options.Resume to Never (begin anew) or WithChanges (go on all the "
            + "same)."));

        var plan = CheckpointSamples.Plan(CheckpointResume.WithChanges);
        Assert.That(Find(temporary, plan, other)!.Position.StepsInEpoch, Is.EqualTo(3), "clips are taken in the same order");
        RunIdentity moved = new([new("Seed", "8") { KeepsPosition = false }, new("Layout", "ntu")]);
        var position = Find(temporary, plan, moved)!.Position;
        Assert.That((position.EpochsDone, position.Steps), Is.EqualTo((2, 9L)));
        Assert.That((position.StepsInEpoch, position.LossSum, position.ContrastSum), Is.EqualTo((0, 0f, 0f)), "the epoch begins again");
    }

    [Test]
    public void What_matters_little_is_a_warning()
    {
        using var temporary = new TemporaryFolder();
        CheckpointSamples.Write(temporary, 9);
        var warnings = new List<string>();
        RunIdentity other = new([new("Seed", "8") { Warning = "So what." }, new("New", "1") { Warning = "Not told by older ones." }]);
        Assert.That(Find(temporary, CheckpointSamples.Plan(), other, warnings.Add), Is.Not.Null);
        Assert.That(warnings.Single(), Is.EqualTo(
            $"{temporary.File(CheckpointSamples.NameOf(9))}: Seed: 7 in the checkpoint, 8 in this run. So what."));
        warnings.Clear();
        RunIdentity same = new([new("Seed", "7") { Warning = "So what." }]);
        Assert.That(Find(temporary, CheckpointSamples.Plan(), same, warnings.Add), Is.Not.Null);
        Assert.That(warnings, Is.Empty);
    }

    private static void Write(TemporaryFolder folder, TrainingPosition position)
        => CheckpointFile.Write(folder.File(CheckpointSamples.NameOf(9)), CheckpointSamples.Of(9) with { Position = position });

    private static Checkpoint? Find(TemporaryFolder at, CheckpointPlan plan, RunIdentity here, Action<string>? warn = null)
    {
        using var folder = new CheckpointFolder(at.Path, keep: 2, _ => { });
        return ResumePoint.Find(folder, plan, _ => here, warn ?? (_ => { }));
    }
}
