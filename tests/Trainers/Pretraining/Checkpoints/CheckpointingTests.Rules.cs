using MsMclr.MLNet.Trainers.Pretraining.Checkpoints;
using MsMclr.MLNet.Trainers.Training.Optimization;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Tests;

public partial class CheckpointingTests
{
    [TestCase(1, false, false)]
    [TestCase(2, false, false)]
    [TestCase(3, false, true)]
    [TestCase(4, false, false)]
    [TestCase(6, false, true)]
    [TestCase(4, true, true)]
    public void A_checkpoint_is_due_every_few_epochs_and_after_the_last(int epoch, bool last, bool isDue)
    {
        using var temporary = new TemporaryFolder();
        using var folder = new CheckpointFolder(temporary.Path, 1, _ => { });
        Assert.That(Of(folder, CheckpointSamples.Plan()).IsDueAfterEpoch(epoch, last), Is.EqualTo(isDue));
    }

    [Test]
    public void Within_an_epoch_one_is_due_after_its_time_or_never()
    {
        using var temporary = new TemporaryFolder();
        using var folder = new CheckpointFolder(temporary.Path, 1, _ => { });
        Assert.That(Of(folder, CheckpointSamples.Plan()).IsDueAfterStep, Is.False);
        var often = Of(folder, CheckpointSamples.Plan() with { Interval = TimeSpan.Zero });
        Assert.That((often.IsDueAfterStep, often.IsDueAfterEpoch(1, last: false)), Is.EqualTo((true, true)));
        Assert.That(Of(folder, CheckpointSamples.Plan() with { Interval = TimeSpan.FromHours(1) }).IsDueAfterStep, Is.False);
        Assert.That(often.Newest, Is.Null);
    }

    [Test]
    public void A_state_with_a_number_that_is_none_is_not_written()
    {
        using var temporary = new TemporaryFolder();
        using var folder = new CheckpointFolder(temporary.Path, 1, _ => { });
        using var contrast = SmallContrast.New();
        using var update = new StochasticGradientDescent(contrast.Query.State, 0.9, 1e-4);
        var state = new TrainingState(contrast, update);
        var writing = Of(folder, CheckpointSamples.Plan());
        Assert.That(writing.Write(state, new() { Steps = 4 }, best: null), Is.True);
        Assert.That(writing.Newest, Is.EqualTo(temporary.File(CheckpointSamples.NameOf(4))));
        var written = CheckpointFile.Read(writing.Newest!);
        Assert.That((written.Seed, written.Position.Steps), Is.EqualTo((7L, 4L)));
        Assert.That(written.Identity.Settings, Is.EqualTo(CheckpointSamples.Identity.Settings));
        using (no_grad())
            contrast.Queue.Keys.fill_(float.NaN);
        Assert.That(writing.Write(state, new() { Steps = 5 }, best: null), Is.False);
        Assert.That(CheckpointedRuns.Checkpoints(temporary), Is.EqualTo(new[] { CheckpointSamples.NameOf(4) }));
    }

    [Test]
    public void A_folder_that_is_away_is_told_each_time_and_so_is_that_it_is_back()
    {
        using var temporary = new TemporaryFolder();
        var run = temporary.File("run");
        using var folder = new CheckpointFolder(run, 1, _ => { });
        using var contrast = SmallContrast.New();
        using var update = new StochasticGradientDescent(contrast.Query.State, 0.9, 1e-4);
        var state = new TrainingState(contrast, update);
        var told = new List<string>();
        var writing = Of(folder, CheckpointSamples.Plan() with { Interval = TimeSpan.Zero }, told.Add);
        var seldom = Of(folder, CheckpointSamples.Plan(), told.Add);
        var stopping = Of(folder, CheckpointSamples.Plan() with { StopOnFailure = true }, told.Add);

        // Nothing can be written below a file.
        Directory.Move(run, temporary.File("away"));
        File.WriteAllText(run, "a file");
        Assert.That(writing.Write(state, new() { Steps = 1 }, best: null), Is.True, "its numbers are");
        Assert.That(told.Single(), Does.StartWith(
            "The checkpoint of step 1 cannot be written to there (MsMclrTrainer.Options.CheckpointDirectory): "));
        Assert.That(told.Single(), Does.EndWith(" Training goes on, and it is tried again. There is none yet."));
        Assert.That(writing.IsDueAfterStep, Is.True, "as often as it is planned");
        seldom.Write(state, new() { Steps = 1 }, best: null);
        Assert.That(seldom.IsDueAfterStep, Is.False, "a minute later");
        var ended = Throws.TypeOf<IOException>().With.Message.StartsWith("The checkpoint of step 2 cannot be written to there")
            .And.InnerException.Not.Null;
        Assert.That(() => stopping.Write(state, new() { Steps = 2 }, best: null), ended);

        File.Delete(run);
        Directory.CreateDirectory(run);
        told.Clear();
        writing.Write(state, new() { Steps = 3 }, best: null);
        Assert.That(told.Single(), Is.EqualTo($"Checkpoints are written again: {writing.Newest}."));
        writing.Write(state, new() { Steps = 4 }, best: null);
        Assert.That(told, Has.Count.EqualTo(1), "once");
        Directory.Delete(run, recursive: true);
        File.WriteAllText(run, "a file");
        writing.Write(state, new() { Steps = 5 }, best: null);
        Assert.That(told[^1], Does.EndWith($"The last good one is {Path.Combine(run, CheckpointSamples.NameOf(4))}."));
    }

    private static Checkpointing Of(CheckpointFolder folder, CheckpointPlan plan, Action<string>? warn = null)
        => new(folder, plan, CheckpointSamples.Identity, 7, warn ?? (_ => { }));
}
