using MsMclr.MLNet.Trainers.Pretraining;

namespace MsMclr.MLNet.Tests;

/// <summary>What ranks agree on, and what ends them all.</summary>
public partial class RanksTests
{
    private static readonly MsMclrRecipe Small = PreparedClips.Recipe with { BatchSize = 16 };

    [Test]
    public void Without_a_seed_they_take_that_of_rank_0_which_alone_keeps_folders_and_tells()
    {
        using var folder = new TemporaryFolder();
        var reports = 0;
        var options = Options(Small, epochs: 2);
        options.Seed = null;
        options.CheckpointDirectory = folder.File("checkpoints");
        options.LogDirectory = folder.File("logs");
        options.Progress = new Reports<MsMclrProgress>(_ => Interlocked.Increment(ref reports));
        Fit(4, View(2), options); // Each has a context with a seed of its own.
        Assert.That(reports, Is.EqualTo(8), "4 steps an epoch, each told once");
        Assert.That(File.ReadAllLines(folder.File("logs/history.csv")), Has.Length.EqualTo(3), "a line an epoch");
        Assert.That(Directory.GetFiles(folder.File("logs"), "events.*"), Has.Length.EqualTo(1));
    }

    [TestCase(0)]
    [TestCase(1)]
    public void A_cancellation_on_one_ends_all_before_the_same_step_with_a_checkpoint(int canceled)
    {
        using var folder = new TemporaryFolder();
        using var cancel = new CancellationTokenSource();
        var options = Options(Small, epochs: 3);
        options.CheckpointDirectory = folder.Path;
        options.Progress = new Reports<MsMclrProgress>(progress =>
        {
            if (progress is { Epoch: 1, Step: 2 })
                cancel.Cancel();
        });
        var failures = ThreadRanks.Failures(2, rank =>
        {
            var own = options.With(rank);
            own.CancellationToken = rank.Rank == canceled ? cancel.Token : default;
            CheckpointedRuns.Fit(View(2), own);
        });
        Assert.That(failures, Has.All.InstanceOf<OperationCanceledException>());
        Assert.That(CheckpointedRuns.Checkpoints(folder), Has.Length.EqualTo(1));
        options.Progress = null;
        Fit(1, View(2), options);
        Assert.That(HashOf(folder), Is.EqualTo(Hash(1, Small, 2, TrainingPrecision.Full, epochs: 3)));
    }

    [Test]
    public void Patience_ends_all_with_the_encoder_of_the_best_probe()
    {
        var options = Options(Small with { LearningRate = 1e-6 }, epochs: 9);
        options.Probe = new MsMclrProbe { HeldOut = LabeledRows.View(Context, 200, 8), EveryEpochs = 1, Patience = 2 };
        var epochs = new List<int>();
        options.Progress = new Reports<MsMclrProgress>(progress => epochs.Add(progress.Epoch));
        var weights = ThreadRanks.Run(
            2, rank => CheckpointedRuns.Fit(LabeledRows.View(Context, 0, 40), options.With(rank), new(rank.Rank)));
        Assert.That(weights[1], Is.EqualTo(weights[0]));
        Assert.That(epochs[^1], Is.LessThan(9));
    }

    [Test]
    public void A_loss_that_is_no_number_ends_all_with_the_same_words()
    {
        var options = Options(Small with { Optimizer = TrainingOptimizer.Sgd, LearningRate = 1000 }, epochs: 9);
        var failures = ThreadRanks.Failures(2, rank => CheckpointedRuns.Fit(View(2), options.With(rank)));
        Assert.That(failures, Has.All.InstanceOf<PretrainingFailedException>());
        Assert.That(failures[1]!.Message, Is.EqualTo(failures[0]!.Message));
    }

    [Test]
    public void What_one_rank_throws_ends_the_others_and_names_it()
    {
        var failures = ThreadRanks.Failures(4, rank =>
        {
            var own = Options(Small, epochs: 2).With(rank);
            if (rank.Rank == 2)
                own.Layout = SkeletonLayout.Coco17; // The clips have another number of joints.
            CheckpointedRuns.Fit(View(2), own);
        });
        Assert.That(failures[2], Is.InstanceOf<ArgumentException>());
        var others = failures.Where((_, rank) => rank != 2).Select(error => error!.Message);
        Assert.That(others, Has.All.StartsWith("Rank 2 of 4: ArgumentException"));
    }

    [Test]
    public void A_folder_that_another_run_is_using_ends_all()
    {
        using var folder = new TemporaryFolder();
        using var used = new FileStream(folder.File("in-use.lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        var options = Options(Small, epochs: 2);
        options.CheckpointDirectory = folder.Path;
        var failures = ThreadRanks.Failures(2, rank => CheckpointedRuns.Fit(View(2), options.With(rank)));
        Assert.That(failures[0], Is.InstanceOf<IOException>());
        Assert.That(failures[1]!.Message, Does.StartWith("Rank 0 of 2: IOException"));
    }

    [Test]
    public void A_rank_with_other_clips_or_another_recipe_is_refused()
    {
        var failures = ThreadRanks.Failures(2, rank => CheckpointedRuns.Fit(View(1 + rank.Rank), Options(Small, epochs: 2).With(rank)));
        Assert.That(failures[1]!.Message, Does.StartWith("Rank 1 of 2 does not do what rank 0 does").And.Contain("content of the clips"));
        failures = ThreadRanks.Failures(2, rank => CheckpointedRuns.Fit(View(2), Options(Small, epochs: 2 + rank.Rank).With(rank)));
        Assert.That(failures[1]!.Message, Does.Contain("Epochs 3, and not Epochs 2"));
    }

    [Test]
    public void Batches_that_cannot_be_shared_are_refused()
    {
        Assert.That(() => Fit(2, View(2), Options(Small with { BatchSize = 24 }, 1)), Refused("multiple of 16"));
        Assert.That(() => Fit(3, View(2), Options(Small, 1)), Refused("1, 2, 4, 8 or 16"));
        var segments = Small with { BatchSize = 32, Attention = AttentionScope.BatchSegments, ExcludeAbsentBodies = false };
        Assert.That(() => Fit(2, View(2), Options(segments, 1)), Refused("multiple of 64 for clips of 2 bodies"));
        Fit(1, View(2), Options(segments with { BatchSize = 24 }, 1)); // One process takes any batch.
    }

    [Test]
    public void A_GPU_is_refused()
    {
        var failures = ThreadRanks.Failures(2, rank =>
        {
            var options = Options(Small, epochs: 1).With(rank);
            options.GpuDeviceId = 0;
            options.FallbackToCpu = true;
            CheckpointedRuns.Fit(View(2), options);
        });
        Assert.That(failures.Select(error => error!.Message), Has.All.Contains("not run on two devices yet"));
    }

    [Test]
    public void Weights_that_are_no_longer_those_of_rank_0_are_found()
    {
        var failures = ThreadRanks.Failures(2, rank =>
        {
            using var encoder = GoldenEncoder.Small("small/encoder_q_init.npy");
            if (rank.Rank == 1)
                encoder.State.Set("fc.2.bias", new float[8]);
            RankDrift.Check(rank, encoder.State);
        });
        Assert.That(failures[0], Is.Null);
        Assert.That(failures[1]!.Message, Does.Contain("rank 1 are no longer those of rank 0"));
    }

    private static NUnit.Framework.Constraints.Constraint Refused(string why)
        => Throws.InstanceOf<Exception>().With.Message.Contains(why);
}
