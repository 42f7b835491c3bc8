using Microsoft.ML;
using MsMclr.MLNet.Trainers.Pretraining.Checkpoints;

namespace MsMclr.MLNet.Tests;

public partial class ResumePointTests
{
    private static readonly MLContext Context = new(1);

    public static IEnumerable<TestCaseData> Others()
    {
        static TestCaseData Case(string differs, Action<MsMclrTrainer.Options> change, int clips = 20)
            => new TestCaseData(change, clips, differs).SetArgDisplayNames(differs);

        static TestCaseData Recipe(string differs, Func<MsMclrRecipe, MsMclrRecipe> change)
            => Case(differs, options => options.Recipe = change(options.Recipe));

        yield return Recipe("Recipe.Temperature: 0.1 in the checkpoint, 0.2 in this run", recipe => recipe with { Temperature = 0.2 });
        yield return Recipe("Recipe.FeatureSize: 16 in the checkpoint, 24 in this run", recipe => recipe with { FeatureSize = 24 });
        var shear = new Shear { Amplitude = 0.4 };
        yield return Recipe("Recipe.OrdinaryAugmentation", recipe => recipe with { OrdinaryAugmentation = shear });
        yield return Case("Stream: Joint in the checkpoint, Bone in this run", options => options.Stream = SkeletonStream.Bone);
        yield return Case(
            "Precision: Full in the checkpoint, BFloat16 in this run", options => options.Precision = TrainingPrecision.BFloat16);
        yield return Case("Seed: 5 in the checkpoint, 6 in this run", options => options.Seed = 6);
        yield return Case(
            "Epochs (which the cosine schedule depends on): 3 in the checkpoint, 4 in this run", options => options.Epochs = 4);
        yield return Case("clips: 20 of [3, 12, 25, 2] in the checkpoint, 21 of [3, 12, 25, 2] in this run", _ => { }, 21);
        var ntu = SkeletonLayout.NtuRgbd;
        var mine = new SkeletonLayout("mine", ntu.Joints, ntu.Bones, ntu.Center, ntu.Mirror, ntu.Parts, ntu.Regions);
        yield return Case("layout", options => options.Layout = mine);
    }

    [TestCaseSource(nameof(Others))]
    [Category("Trains")]
    public void A_checkpoint_of_another_run_is_refused_with_what_differs(
        Action<MsMclrTrainer.Options> change, int clips, string differs)
    {
        using var folder = new TemporaryFolder();
        CheckpointedRuns.Cancel(PreparedClips.View(Context, 20), 2, folder);
        var options = CheckpointedRuns.Options(folder);
        change(options);
        var view = PreparedClips.View(Context, clips);
        var error = Assert.Throws<InvalidOperationException>(() => CheckpointedRuns.Fit(view, options))!;
        Assert.That(error.Message, Does.Contain("is of another run").And.Contain(differs).And.Contain("WithChanges"));
        options.Resume = CheckpointResume.Never;
        Assert.That(() => CheckpointedRuns.Fit(PreparedClips.View(Context, clips), options), Throws.Nothing, "beginning anew");
    }

    [Test]
    [Category("Trains")]
    public void The_same_number_of_other_clips_is_another_run()
    {
        using var folder = new TemporaryFolder();
        CheckpointedRuns.Cancel(PreparedClips.View(Context, 20), 2, folder);
        var others = PreparedClips.View(Context, 20, secondBody: true);
        var refused = Throws.InvalidOperationException.With.Message.Contains("content of the clips");
        Assert.That(() => CheckpointedRuns.Fit(others, CheckpointedRuns.Options(folder)), refused);
    }

    [Test]
    [Category("Trains")]
    public void With_changes_goes_on_with_another_learning_rate_but_not_with_another_network()
    {
        using var folder = new TemporaryFolder();
        var view = PreparedClips.View(Context, 20);
        CheckpointedRuns.Cancel(view, 3, folder);
        var options = CheckpointedRuns.Options(folder, PreparedClips.Recipe with { FeatureSize = 24 });
        options.Resume = CheckpointResume.WithChanges;
        var refused = Throws.InvalidOperationException.With.Message.Contains("does not fit").And.Message.Contains("encoder_q.");
        Assert.That(() => CheckpointedRuns.Fit(view, options), refused);
        options.Recipe = PreparedClips.Recipe with { LearningRate = 1e-4 };
        Assert.That(StepsOf(view, options), Is.EqualTo(new[] { (2, 2), (3, 1), (3, 2) }));
    }

    [Test]
    [Category("Trains")]
    public void Another_readout_is_the_same_run()
    {
        using var folder = new TemporaryFolder();
        var view = PreparedClips.View(Context, 20);
        CheckpointedRuns.Cancel(view, 3, folder);
        var options = CheckpointedRuns.Options(folder, PreparedClips.Recipe with { Readout = SkeletonReadout.MultiScale });
        options.Resume = CheckpointResume.Required;
        var whole = CheckpointedRuns.Fit(view, CheckpointedRuns.Options(null));
        Assert.That(CheckpointedRuns.Fit(view, options), Is.EqualTo(whole));
    }

    [Test]
    [Category("Trains")]
    public void With_another_seed_or_other_clips_the_epoch_begins_again()
    {
        var view = PreparedClips.View(Context, 20);
        foreach (var (seed, secondBody) in new[] { (6, false), (5, true) })
        {
            using var folder = new TemporaryFolder();
            CheckpointedRuns.Cancel(view, 3, folder);
            var options = CheckpointedRuns.Options(folder);
            options.Resume = CheckpointResume.WithChanges;
            options.Seed = seed;
            var steps = StepsOf(PreparedClips.View(Context, 20, secondBody), options);
            Assert.That(steps, Is.EqualTo(new[] { (2, 1), (2, 2), (3, 1), (3, 2) }), $"seed {seed}, second body {secondBody}");
        }
    }

    [TestCase(44, 8)]
    [TestCase(20, 4)]
    [Category("Trains")]
    public void With_changes_goes_on_with_more_clips_or_other_batches_and_the_queue_it_has(int clips, int batch)
    {
        using var folder = new TemporaryFolder();
        CheckpointedRuns.Cancel(PreparedClips.View(Context, 20), 2, folder);
        var options = CheckpointedRuns.Options(folder, PreparedClips.Recipe with { BatchSize = batch });
        options.Resume = CheckpointResume.WithChanges;
        Assert.That(() => CheckpointedRuns.Fit(PreparedClips.View(Context, clips), options), Throws.Nothing);
        var newest = CheckpointFile.Read(folder.File(CheckpointedRuns.Checkpoints(folder)[^1]));
        Assert.That(newest.Tensors["queue"].Shape, Is.EqualTo(new long[] { 8, 8 }));
    }

    [Test]
    [Category("Trains")]
    public void A_checkpoint_that_is_further_than_the_run_is_to_go_is_refused_by_steps_too()
    {
        using var folder = new TemporaryFolder();
        var recipe = PreparedClips.Recipe with { Schedule = LearningRateSchedule.Step };
        var view = PreparedClips.View(Context, 20);
        CheckpointedRuns.Cancel(view, 1, folder, recipe);
        var options = CheckpointedRuns.Options(folder, recipe);
        options.Epochs = 0;
        var refused = Throws.InvalidOperationException
            .With.Message.Contains("0 epochs and 1 steps").And.Message.Contains("Options.Epochs (0)");
        Assert.That(() => CheckpointedRuns.Fit(view, options), refused);
    }

    [Test]
    [Category("Trains")]
    public void Required_without_a_checkpoint_is_told()
    {
        using var folder = new TemporaryFolder();
        var options = CheckpointedRuns.Options(folder);
        options.Resume = CheckpointResume.Required;
        var told = Throws.InvalidOperationException.With.Message.Contains("no undamaged checkpoint");
        Assert.That(() => CheckpointedRuns.Fit(PreparedClips.View(Context, 20), options), told);
    }

    [Test]
    [Category("Trains")]
    public void An_unseeded_context_goes_on_with_the_checkpoints_seed()
    {
        using var folder = new TemporaryFolder();
        var view = PreparedClips.View(Context, 20);
        var whole = CheckpointedRuns.Options(null);
        whole.Seed = 77;
        var first = CheckpointedRuns.CanceledAfter(3, folder);
        first.Seed = 77;
        Assert.That(() => CheckpointedRuns.Fit(view, first, new MLContext()), Throws.InstanceOf<OperationCanceledException>());
        var options = CheckpointedRuns.Options(folder);
        options.Resume = CheckpointResume.Required;
        options.Seed = null;
        Assert.That(CheckpointedRuns.Fit(view, options, new MLContext()), Is.EqualTo(CheckpointedRuns.Fit(view, whole)));
    }

    private static List<(int Epoch, int Step)> StepsOf(IDataView view, MsMclrTrainer.Options options)
    {
        var steps = new List<(int, int)>();
        options.Progress = new Reports<MsMclrProgress>(progress => steps.Add((progress.Epoch, progress.Step)));
        CheckpointedRuns.Fit(view, options);
        return steps;
    }
}
