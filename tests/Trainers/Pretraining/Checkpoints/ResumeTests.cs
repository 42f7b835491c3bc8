using Microsoft.ML;
using MsMclr.MLNet.Trainers.Pretraining.Checkpoints;

namespace MsMclr.MLNet.Tests;

public class ResumeTests
{
    private static readonly MLContext Context = new(1);

    public static IEnumerable<MsMclrRecipe> Recipes()
    {
        yield return PreparedClips.Recipe with { MiningAfter = 1 };
        yield return PreparedClips.Recipe with { Optimizer = TrainingOptimizer.Sgd, LearningRate = 0.01, Schedule = LearningRateSchedule.Step, LearningRateStep = 2, QueueSize = 24, KeyBeginsAsQuery = false };
    }

    [TestCaseSource(nameof(Recipes))]
    public void A_run_canceled_after_any_step_and_resumed_gives_the_bits_of_a_whole_one(MsMclrRecipe recipe)
    {
        var view = PreparedClips.View(Context, 20, secondBody: true);
        var whole = Fit(view, Options(null, recipe));
        for (var step = 1; step <= 5; step++)
        {
            using var folder = new TemporaryFolder();
            Assert.That(() => Fit(view, CanceledAfter(step, folder, recipe)), Throws.InstanceOf<OperationCanceledException>());
            Assert.That(Fit(view, Options(folder, recipe)), Is.EqualTo(whole), $"canceled after step {step}");
        }
    }

    [Test]
    public void A_finished_run_is_not_trained_again()
    {
        using var folder = new TemporaryFolder();
        var view = PreparedClips.View(Context, 20);
        var first = Fit(view, Options(folder));
        var again = Options(folder);
        var reports = 0;
        again.Progress = new Reports<MsMclrProgress>(_ => reports++);
        Assert.That(Fit(view, again), Is.EqualTo(first));
        Assert.That(reports, Is.Zero);
    }

    [Test]
    public void The_newest_checkpoints_are_kept_and_a_damaged_one_gives_way_to_the_one_before()
    {
        using var folder = new TemporaryFolder();
        var view = PreparedClips.View(Context, 20);
        var options = Options(folder);
        (options.KeepCheckpoints, options.CheckpointInterval) = (2, TimeSpan.Zero);
        var whole = Fit(view, options);
        Assert.That(Checkpoints(folder), Is.EqualTo(new[] { "step-000000005.msmclr", "step-000000006.msmclr" }));
        var bytes = File.ReadAllBytes(folder.File("step-000000006.msmclr"));
        bytes[5000] ^= 1;
        File.WriteAllBytes(folder.File("step-000000006.msmclr"), bytes);
        File.WriteAllText(folder.File("step-000000007.msmclr"), "no checkpoint");
        File.WriteAllText(folder.File("step-000000008.msmclr.abc.tmp"), "left by a killed process");
        var log = new List<string>();
        var context = new MLContext(1);
        context.Log += (_, line) => log.Add(line.Message);
        Assert.That(Fit(view, options, context), Is.EqualTo(whole));
        Assert.That(log, Has.Some.Contains("step-000000006.msmclr is damaged (its checksum is wrong)").And.Some.Contains("step-000000007.msmclr is damaged"));
        Assert.That(log, Has.Some.Contains("Going on from").And.Some.Contains("step-000000005.msmclr"));
        Assert.That(Directory.EnumerateFiles(folder.Path).Count(), Is.EqualTo(3), "two checkpoints and the lock");
    }

    public static IEnumerable<TestCaseData> Others()
    {
        static TestCaseData Case(string differs, Action<MsMclrTrainer.Options> change, int clips = 20) => new TestCaseData(change, clips, differs).SetArgDisplayNames(differs);
        yield return Case("Recipe.Temperature: 0.1 in the checkpoint, 0.2 in this run", options => options.Recipe = options.Recipe with { Temperature = 0.2 });
        yield return Case("Recipe.FeatureSize: 16 in the checkpoint, 24 in this run", options => options.Recipe = options.Recipe with { FeatureSize = 24 });
        yield return Case("Recipe.OrdinaryAugmentation", options => options.Recipe = options.Recipe with { OrdinaryAugmentation = new Shear { Amplitude = 0.4 } });
        yield return Case("Stream: Joint in the checkpoint, Bone in this run", options => options.Stream = SkeletonStream.Bone);
        yield return Case("Precision: Full in the checkpoint, BFloat16 in this run", options => options.Precision = TrainingPrecision.BFloat16);
        yield return Case("Seed: 5 in the checkpoint, 6 in this run", options => options.Seed = 6);
        yield return Case("Epochs (which the cosine schedule depends on): 3 in the checkpoint, 4 in this run", options => options.Epochs = 4);
        yield return Case("clips: 20 of [3, 12, 25, 2] in the checkpoint, 21 of [3, 12, 25, 2] in this run", _ => { }, 21);
        yield return Case("layout", options => options.Layout = new SkeletonLayout("mine", SkeletonLayout.NtuRgbd.Joints, SkeletonLayout.NtuRgbd.Bones, SkeletonLayout.NtuRgbd.Center, SkeletonLayout.NtuRgbd.Mirror, SkeletonLayout.NtuRgbd.Parts, SkeletonLayout.NtuRgbd.Regions));
    }

    [TestCaseSource(nameof(Others))]
    public void A_checkpoint_of_another_run_is_refused_with_what_differs(Action<MsMclrTrainer.Options> change, int clips, string differs)
    {
        using var folder = new TemporaryFolder();
        Assert.That(() => Fit(PreparedClips.View(Context, 20), CanceledAfter(2, folder)), Throws.InstanceOf<OperationCanceledException>());
        var options = Options(folder);
        change(options);
        Assert.That(Assert.Throws<InvalidOperationException>(() => Fit(PreparedClips.View(Context, clips), options))!.Message, Does.Contain("is of another run").And.Contain(differs).And.Contain("WithChanges"));
        options.Resume = CheckpointResume.Never;
        Assert.That(() => Fit(PreparedClips.View(Context, clips), options), Throws.Nothing, "beginning anew");
    }

    [Test]
    public void The_same_number_of_other_clips_is_another_run()
    {
        using var folder = new TemporaryFolder();
        Assert.That(() => Fit(PreparedClips.View(Context, 20), CanceledAfter(2, folder)), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(() => Fit(PreparedClips.View(Context, 20, secondBody: true), Options(folder)), Throws.InvalidOperationException.With.Message.Contains("content of the clips"));
    }

    [Test]
    public void With_changes_goes_on_with_another_learning_rate_but_not_with_another_network()
    {
        using var folder = new TemporaryFolder();
        var view = PreparedClips.View(Context, 20);
        Assert.That(() => Fit(view, CanceledAfter(3, folder)), Throws.InstanceOf<OperationCanceledException>());
        var options = Options(folder, PreparedClips.Recipe with { FeatureSize = 24 });
        options.Resume = CheckpointResume.WithChanges;
        Assert.That(() => Fit(view, options), Throws.InvalidOperationException.With.Message.Contains("does not fit").And.Message.Contains("encoder_q."));
        options.Recipe = PreparedClips.Recipe with { LearningRate = 1e-4 };
        var seen = new List<(int, int)>();
        options.Progress = new Reports<MsMclrProgress>(progress => seen.Add((progress.Epoch, progress.Step)));
        Fit(view, options);
        Assert.That(seen, Is.EqualTo(new[] { (2, 2), (3, 1), (3, 2) }));
    }

    [Test]
    public void With_changes_goes_on_with_more_clips_or_in_other_batches_and_the_queue_that_it_has()
    {
        foreach (var (clips, batch) in new[] { (44, 8), (20, 4) })
        {
            using var folder = new TemporaryFolder();
            Assert.That(() => Fit(PreparedClips.View(Context, 20), CanceledAfter(2, folder)), Throws.InstanceOf<OperationCanceledException>());
            var options = Options(folder, PreparedClips.Recipe with { BatchSize = batch });
            options.Resume = CheckpointResume.WithChanges;
            Assert.That(() => Fit(PreparedClips.View(Context, clips), options), Throws.Nothing, $"{clips} clips in batches of {batch}");
            Assert.That(CheckpointFile.Read(folder.File(Checkpoints(folder)[^1])).Tensors["queue"].Shape, Is.EqualTo(new long[] { 8, 8 }));
        }
    }

    [Test]
    public void A_checkpoint_that_is_further_than_the_run_is_to_go_is_refused_by_steps_too()
    {
        using var folder = new TemporaryFolder();
        var recipe = PreparedClips.Recipe with { Schedule = LearningRateSchedule.Step };
        Assert.That(() => Fit(PreparedClips.View(Context, 20), CanceledAfter(1, folder, recipe)), Throws.InstanceOf<OperationCanceledException>());
        var options = Options(folder, recipe);
        options.Epochs = 0;
        Assert.That(() => Fit(PreparedClips.View(Context, 20), options), Throws.InvalidOperationException.With.Message.Contains("0 epochs and 1 steps").And.Message.Contains("Options.Epochs (0)"));
    }

    [Test]
    public void Begun_anew_a_run_leaves_nothing_of_the_one_before()
    {
        using var folder = new TemporaryFolder();
        var options = Options(folder);
        options.KeepCheckpoints = 5;
        Fit(PreparedClips.View(Context, 20), options);
        (options.Resume, options.Epochs) = (CheckpointResume.Never, 4);
        Fit(PreparedClips.View(Context, 36), options);
        Assert.That(Checkpoints(folder), Is.EqualTo(new[] { "step-000000004.msmclr", "step-000000008.msmclr", "step-000000012.msmclr", "step-000000016.msmclr" }));
    }

    [Test]
    public void Required_without_a_checkpoint_is_told_and_an_unseeded_context_goes_on_with_the_checkpoints_seed()
    {
        using var folder = new TemporaryFolder();
        var view = PreparedClips.View(Context, 20);
        var options = Options(folder);
        options.Resume = CheckpointResume.Required;
        Assert.That(() => Fit(view, options), Throws.InvalidOperationException.With.Message.Contains("no undamaged checkpoint"));
        var whole = Options(null);
        whole.Seed = 77;
        var first = CanceledAfter(3, folder);
        first.Seed = 77;
        Assert.That(() => Fit(view, first, new MLContext()), Throws.InstanceOf<OperationCanceledException>());
        options.Seed = null;
        Assert.That(Fit(view, options, new MLContext()), Is.EqualTo(Fit(view, whole)));
    }

    [Test]
    public void A_folder_that_another_run_is_using_is_told()
    {
        using var folder = new TemporaryFolder();
        using var other = new CheckpointFolder(folder.Path, 3, _ => { });
        Assert.That(() => Fit(PreparedClips.View(Context, 20), Options(folder)), Throws.InstanceOf<IOException>().With.Message.Contains("CheckpointDirectory").And.Message.Contains("no other run"));
    }

    private static MsMclrTrainer.Options Options(TemporaryFolder? folder, MsMclrRecipe? recipe = null)
    {
        var options = PreparedClips.Options(epochs: 3);
        (options.CheckpointDirectory, options.Recipe) = (folder?.Path, recipe ?? PreparedClips.Recipe);
        return options;
    }

    private static MsMclrTrainer.Options CanceledAfter(int steps, TemporaryFolder folder, MsMclrRecipe? recipe = null)
    {
        var cancel = new CancellationTokenSource();
        var options = Options(folder, recipe);
        options.CancellationToken = cancel.Token;
        options.CheckpointEveryEpochs = 100; // So that it is the canceling that leaves the checkpoint.
        options.Progress = new Reports<MsMclrProgress>(_ =>
        {
            if (--steps == 0)
                cancel.Cancel();
        });
        return options;
    }

    private static float[] Fit(IDataView view, MsMclrTrainer.Options options, MLContext? context = null)
    {
        using var transformer = (context ?? Context).SelfSupervised.Trainers.MsMclr(options).Fit(view);
        return [.. transformer.Encoder.Weights.OrderBy(weight => weight.Key, StringComparer.Ordinal).SelectMany(weight => weight.Value.Values)];
    }

    private static string[] Checkpoints(TemporaryFolder folder) => [.. Directory.EnumerateFiles(folder.Path, "*.msmclr").Select(file => System.IO.Path.GetFileName(file)!).Order(StringComparer.Ordinal)];
}
