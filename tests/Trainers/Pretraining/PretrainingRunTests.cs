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
