using Microsoft.ML;

namespace MsMclr.MLNet.Tests;

public partial class PretrainingRunTests
{
    private static readonly MLContext Context = new(1);

    public static IEnumerable<MsMclrRecipe> Recipes()
    {
        yield return PreparedClips.Recipe with { MiningAfter = 1 };
        yield return PreparedClips.Recipe with
        {
            Optimizer = TrainingOptimizer.Sgd,
            LearningRate = 0.01,
            Schedule = LearningRateSchedule.Step,
            LearningRateStep = 2,
            QueueSize = 24,
            KeyBeginsAsQuery = false,
        };
    }

    [TestCaseSource(nameof(Recipes))]
    public void A_run_canceled_after_any_step_and_resumed_gives_the_bits_of_a_whole_one(MsMclrRecipe recipe)
    {
        var view = PreparedClips.View(Context, 20, secondBody: true);
        var whole = CheckpointedRuns.Fit(view, CheckpointedRuns.Options(null, recipe));
        for (var step = 1; step <= 5; step++)
        {
            using var folder = new TemporaryFolder();
            CheckpointedRuns.Cancel(view, step, folder, recipe);
            var resumed = CheckpointedRuns.Fit(view, CheckpointedRuns.Options(folder, recipe));
            Assert.That(resumed, Is.EqualTo(whole), $"canceled after step {step}");
        }
    }

    [Test]
    public void A_run_whose_context_was_canceled_leaves_the_checkpoint_that_canceling_leaves()
    {
        var view = PreparedClips.View(Context, 20, secondBody: true);
        var whole = CheckpointedRuns.Fit(view, CheckpointedRuns.Options(null));
        using var folder = new TemporaryFolder();
        var context = new MLContext(1);
        var steps = 0;
        var options = CheckpointedRuns.Options(folder);
        options.CheckpointEveryEpochs = 100;
        options.Progress = new Reports<MsMclrProgress>(_ =>
        {
            if (++steps == 3)
                ContextCancellation.CancelExecution(context);
        });
        Assert.That(() => CheckpointedRuns.Fit(view, options, context), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(steps, Is.EqualTo(3));
        Assert.That(CheckpointedRuns.Checkpoints(folder), Has.Length.EqualTo(1));
        options.Progress = null;
        Assert.That(CheckpointedRuns.Fit(view, options), Is.EqualTo(whole));
    }

    [Test]
    public void An_encoder_of_stacked_streams_is_trained_and_begun_with_again()
    {
        var view = PreparedClips.View(Context, 20, secondBody: true);
        var options = PreparedClips.Options();
        options.Stream = SkeletonStream.Stacked;
        using var trained = Context.SelfSupervised.Trainers.MsMclr(options).Fit(view);
        Assert.That((trained.Stream, trained.Shape), Is.EqualTo((SkeletonStream.Stacked, PreparedClips.Shape)));
        Assert.That(trained.Encoder.Weights["data_bn.weight"].Values, Has.Length.EqualTo(9 * 25));
        options = PreparedClips.Options(epochs: 0);
        options.Stream = SkeletonStream.Stacked;
        options.Encoder = trained;
        using var again = Context.SelfSupervised.Trainers.MsMclr(options).Fit(view);
        Assert.That(PreparedClips.Features(again, view), Is.EqualTo(PreparedClips.Features(trained, view)));
    }

    [Test]
    public void A_finished_run_is_not_trained_again()
    {
        using var folder = new TemporaryFolder();
        var view = PreparedClips.View(Context, 20);
        var first = CheckpointedRuns.Fit(view, CheckpointedRuns.Options(folder));
        var again = CheckpointedRuns.Options(folder);
        var reports = 0;
        again.Progress = new Reports<MsMclrProgress>(_ => reports++);
        Assert.That(CheckpointedRuns.Fit(view, again), Is.EqualTo(first));
        Assert.That(reports, Is.Zero);
    }
}
