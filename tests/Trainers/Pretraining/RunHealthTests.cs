using Microsoft.ML;
using MsMclr.MLNet.Trainers.Pretraining.Checkpoints;

namespace MsMclr.MLNet.Tests;

public class RunHealthTests
{
    private static readonly MLContext Context = new(1);

    [Test]
    public void A_loss_that_is_no_number_stops_the_run_and_names_option_and_last_good_state()
    {
        using var folder = new TemporaryFolder();
        var options = Exploding(40, folder);
        var error = Assert.Throws<PretrainingFailedException>(() => Fit(options, PreparedClips.View(Context, 40)))!;
        Assert.That(error.Message, Does.Contain("not finite").Or.Contain("loss is"));
        Assert.That(error.Message, Does.Contain("MsMclrRecipe.LearningRate (1000)"));
        Assert.That(error.CheckpointFile, Is.EqualTo(Directory.EnumerateFiles(folder.Path, "*.msmclr").Max()));
    }

    [Test]
    public void A_run_that_fails_after_good_epochs_keeps_their_last_state()
    {
        using var folder = new TemporaryFolder();
        var options = Exploding(2, folder);
        options.Recipe = options.Recipe with { LearningRate = 0.01 };
        Fit(options, PreparedClips.View(Context, 40));
        var good = Directory.EnumerateFiles(folder.Path, "*.msmclr").Max()!;
        options.Epochs = 40;
        options.Resume = CheckpointResume.WithChanges;
        options.CheckpointEveryEpochs = 100;
        options.Recipe = options.Recipe with { LearningRate = 1000 };
        var error = Assert.Throws<PretrainingFailedException>(() => Fit(options, PreparedClips.View(Context, 40)))!;
        Assert.That(error.CheckpointFile, Is.EqualTo(good));
        var values = CheckpointFile.Read(good).Tensors.Values.SelectMany(tensor => tensor.Values);
        Assert.That(values, Has.All.Matches<float>(float.IsFinite));
    }

    [Test]
    public void A_collapse_stops_the_run_and_names_the_remedy()
    {
        // Clips that are nearly the same have one key.
        static float[] Clip(int number)
        {
            var clip = PreparedClips.Clip(1, PreparedClips.Shape, false);
            clip[0] += 1e-6f * number;
            return clip;
        }

        var rows = Enumerable.Range(0, 24).Select(number => new PreparedClips.Row { Skeleton = Clip(number) });
        var view = Context.Data.LoadFromEnumerable(rows, PreparedClips.Definition());
        var still = new AugmentationSequence();
        var options = PreparedClips.Options(3);
        options.Recipe = options.Recipe with { OrdinaryAugmentation = still, StrongAugmentation = still, Dropout = 0 };
        var failed = Throws.InstanceOf<PretrainingFailedException>()
            .With.Message.Contains("share one key").And.Message.Contains("CheckpointDirectory");
        Assert.That(() => Fit(options, view), failed);
        using var folder = new TemporaryFolder();
        options.CheckpointDirectory = folder.Path;
        options.CheckpointInterval = TimeSpan.Zero;
        Assert.That(() => Fit(options, view), Throws.InstanceOf<PretrainingFailedException>());
        Assert.That(Directory.EnumerateFiles(folder.Path, "*.msmclr"), Is.Empty, "a checkpoint within an epoch is no collapsed one either");
        options.StopOnCollapse = false;
        Assert.That(() => Fit(options, view), Throws.Nothing);
    }

    private static MsMclrTrainer.Options Exploding(int epochs, TemporaryFolder folder)
    {
        var options = PreparedClips.Options(epochs);
        options.CheckpointDirectory = folder.Path;
        options.StopOnCollapse = false;
        options.Recipe = options.Recipe with
        {
            Optimizer = TrainingOptimizer.Sgd,
            LearningRate = 1000,
            Schedule = LearningRateSchedule.Step,
        };
        return options;
    }

    private static void Fit(MsMclrTrainer.Options options, IDataView view)
        => Context.SelfSupervised.Trainers.MsMclr(options).Fit(view).Dispose();
}
