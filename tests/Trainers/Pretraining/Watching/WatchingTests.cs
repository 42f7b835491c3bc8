using Microsoft.ML;
using MsMclr.MLNet.Trainers.Pretraining.Checkpoints;

namespace MsMclr.MLNet.Tests;

public class WatchingTests
{
    private static readonly MLContext Context = new(1);

    [Test]
    public void A_probe_is_what_evaluating_the_embeddings_by_neighbors_finds()
    {
        var (train, held) = (LabeledRows.View(Context, 0, 24), LabeledRows.View(Context, 100, 17));
        var seen = new List<MsMclrProgress>();
        var options = Options(16, new MsMclrProbe { HeldOut = held, EveryEpochs = 6, K = 5 }, seen);
        using var transformer = Context.SelfSupervised.Trainers.MsMclr(options).Fit(train);
        var expected = Context.SelfSupervised.EvaluateNearestNeighbors(transformer.Transform(train), transformer.Transform(held), new NearestNeighborsTrainer.Options { K = 5 });
        var ends = seen.Where(progress => progress.IsEndOfEpoch).ToArray();
        Assert.That(ends.Where(progress => progress.ProbeAccuracy.HasValue).Select(progress => progress.Epoch), Is.EqualTo(new[] { 6, 12, 16 }), "every sixth epoch, and the last");
        Assert.That(ends[^1].ProbeAccuracy, Is.EqualTo(expected.Top1Accuracy));
        Assert.That(ends, Has.All.Matches<MsMclrProgress>(progress => progress.EmbeddingSpread > 0 && progress.EffectiveRank >= 1));
    }

    [Test]
    public void Labels_and_probes_change_nothing_of_what_is_learned()
    {
        var (train, held) = (LabeledRows.View(Context, 0, 24), LabeledRows.View(Context, 100, 8));
        using var plain = Context.SelfSupervised.Trainers.MsMclr(Options(2, null)).Fit(train);
        using var probed = Context.SelfSupervised.Trainers.MsMclr(Options(2, new MsMclrProbe { HeldOut = held, Voters = train, EveryEpochs = 1 })).Fit(train);
        Assert.That(PreparedClips.Features(probed, held), Is.EqualTo(PreparedClips.Features(plain, held)));
    }

    [Test]
    public void A_run_ends_when_probes_stop_getting_better_and_gives_the_best_encoder()
    {
        // Held-out clips of one class that all voters have: right from the first probe on, so it never gets better.
        var train = LabeledRows.View(Context, 0, 24);
        var held = Context.Data.FilterRowsByKeyColumnFraction(LabeledRows.View(Context, 0, 24), "Label", 0, 1);
        var (seen, log, context) = (new List<MsMclrProgress>(), new List<string>(), new MLContext(1));
        context.Log += (_, line) => log.Add(line.Message);
        using var folder = new TemporaryFolder();
        var options = Options(50, new MsMclrProbe { HeldOut = held, EveryEpochs = 1, K = 1, Patience = 3 }, seen);
        options.CheckpointDirectory = folder.Path;
        using var stopped = context.SelfSupervised.Trainers.MsMclr(options).Fit(train);
        var accuracies = seen.Where(progress => progress.IsEndOfEpoch).Select(progress => progress.ProbeAccuracy!.Value).ToList();
        var best = accuracies.IndexOf(accuracies.Max()) + 1;
        Assert.That(accuracies, Has.Count.EqualTo(best + 3));
        Assert.That(log, Has.Some.Contains($"No better probe since epoch {best}"));

        var whole = Options(50, null);
        using var cancel = new CancellationTokenSource();
        using var other = new TemporaryFolder();
        whole.CheckpointDirectory = other.Path;
        whole.CancellationToken = cancel.Token;
        whole.Progress = new Reports<MsMclrProgress>(progress =>
        {
            if (progress.IsEndOfEpoch && progress.Epoch == best)
                cancel.Cancel();
        });
        Assert.That(() => Context.SelfSupervised.Trainers.MsMclr(whole).Fit(train), Throws.InstanceOf<OperationCanceledException>());
        var state = CheckpointFile.Read(Directory.EnumerateFiles(other.Path, "*.msmclr").Max()!).Tensors;
        foreach (var (name, weight) in stopped.Encoder.Weights.Where(weight => weight.Key != "A"))
            Assert.That(weight.Values, Is.EqualTo(state[$"encoder_q.{name}"].Values), name);
        using var resumed = Context.SelfSupervised.Trainers.MsMclr(options).Fit(train);
        Assert.That(PreparedClips.Features(resumed, train), Is.EqualTo(PreparedClips.Features(stopped, train)), "a run that has ended is not trained again");
    }

    [Test]
    public void A_run_that_ended_early_goes_on_to_its_last_encoder_without_patience_and_by_another_probe_from_the_beginning()
    {
        var train = LabeledRows.View(Context, 0, 24);
        using var folder = new TemporaryFolder();
        var options = Options(8, new MsMclrProbe { HeldOut = train, EveryEpochs = 1, K = 1, Patience = 2 }); // Always right: the first is the best.
        options.CheckpointDirectory = folder.Path;
        Context.SelfSupervised.Trainers.MsMclr(options).Fit(train).Dispose();
        var (seen, other) = (new List<MsMclrProgress>(), Options(8, new MsMclrProbe { HeldOut = LabeledRows.View(Context, 100, 12), EveryEpochs = 1, K = 1, Patience = 4 }));
        (other.CheckpointDirectory, other.Progress) = (folder.Path, new Reports<MsMclrProgress>(seen.Add));
        Context.SelfSupervised.Trainers.MsMclr(other).Fit(train).Dispose();
        Assert.That(seen.Count(progress => progress.IsEndOfEpoch), Is.GreaterThan(4), "what another probe found counts for nothing");

        using var whole = Context.SelfSupervised.Trainers.MsMclr(Options(8, null)).Fit(train);
        var last = Options(8, null);
        last.CheckpointDirectory = folder.Path;
        using var resumed = Context.SelfSupervised.Trainers.MsMclr(last).Fit(train);
        Assert.That(PreparedClips.Features(resumed, train), Is.EqualTo(PreparedClips.Features(whole, train)));
    }

    [Test]
    public void A_loss_that_is_no_number_stops_the_run_and_names_option_and_last_good_state()
    {
        using var folder = new TemporaryFolder();
        var options = Options(40, null);
        (options.CheckpointDirectory, options.StopOnCollapse) = (folder.Path, false);
        options.Recipe = options.Recipe with { Optimizer = TrainingOptimizer.Sgd, LearningRate = 1000, Schedule = LearningRateSchedule.Step };
        var error = Assert.Throws<PretrainingFailedException>(() => Context.SelfSupervised.Trainers.MsMclr(options).Fit(PreparedClips.View(Context, 40)))!;
        Assert.That(error.Message, Does.Contain("not finite").Or.Contain("loss is"));
        Assert.That(error.Message, Does.Contain("MsMclrRecipe.LearningRate (1000)"));
        Assert.That(error.CheckpointFile, Is.EqualTo(Directory.EnumerateFiles(folder.Path, "*.msmclr").Max()));
    }

    [Test]
    public void A_run_that_fails_after_good_epochs_keeps_their_last_state()
    {
        using var folder = new TemporaryFolder();
        var options = Options(2, null);
        (options.CheckpointDirectory, options.StopOnCollapse) = (folder.Path, false);
        options.Recipe = options.Recipe with { Optimizer = TrainingOptimizer.Sgd, LearningRate = 0.01, Schedule = LearningRateSchedule.Step };
        Context.SelfSupervised.Trainers.MsMclr(options).Fit(PreparedClips.View(Context, 40)).Dispose();
        var good = Directory.EnumerateFiles(folder.Path, "*.msmclr").Max()!;
        (options.Epochs, options.Resume, options.CheckpointEveryEpochs) = (40, CheckpointResume.WithChanges, 100);
        options.Recipe = options.Recipe with { LearningRate = 1000 };
        var error = Assert.Throws<PretrainingFailedException>(() => Context.SelfSupervised.Trainers.MsMclr(options).Fit(PreparedClips.View(Context, 40)))!;
        Assert.That(error.CheckpointFile, Is.EqualTo(good));
        Assert.That(CheckpointFile.Read(good).Tensors.Values.SelectMany(tensor => tensor.Values), Has.All.Matches<float>(float.IsFinite));
    }

    [Test]
    public void A_collapse_stops_the_run_and_names_the_remedy()
    {
        // Clips that are all the same have one key.
        var clip = PreparedClips.Clip(1, PreparedClips.Shape, false);
        var view = Context.Data.LoadFromEnumerable(Enumerable.Range(0, 24).Select(_ => new PreparedClips.Row { Skeleton = clip }), PreparedClips.Definition());
        var options = Options(3, null);
        options.Recipe = options.Recipe with { OrdinaryAugmentation = new AugmentationSequence(), StrongAugmentation = new AugmentationSequence(), Dropout = 0 };
        Assert.That(() => Context.SelfSupervised.Trainers.MsMclr(options).Fit(view), Throws.InstanceOf<PretrainingFailedException>().With.Message.Contains("share one key").And.Message.Contains("CheckpointDirectory"));
        using var folder = new TemporaryFolder();
        (options.CheckpointDirectory, options.CheckpointInterval) = (folder.Path, TimeSpan.Zero);
        Assert.That(() => Context.SelfSupervised.Trainers.MsMclr(options).Fit(view), Throws.InstanceOf<PretrainingFailedException>());
        Assert.That(Directory.EnumerateFiles(folder.Path, "*.msmclr"), Is.Empty, "a checkpoint within an epoch is no collapsed one either");
        options.StopOnCollapse = false;
        Assert.That(() => Context.SelfSupervised.Trainers.MsMclr(options).Fit(view).Dispose(), Throws.Nothing);
    }

    [Test]
    public void A_probe_without_labels_or_with_other_key_values_or_other_clips_is_told()
    {
        var train = LabeledRows.View(Context, 0, 24);
        Assert.That(() => Fit(PreparedClips.View(Context, 24), LabeledRows.View(Context, 0, 8)), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("'Label'"));
        var renamed = Context.Transforms.Conversion.MapKeyToValue("Label").Append(Context.Transforms.Conversion.MapValueToKey("Label")).Fit(LabeledRows.View(Context, 1, 3)).Transform(LabeledRows.View(Context, 1, 3));
        Assert.That(() => Fit(train, renamed), Throws.ArgumentException.With.Message.Contains("key values"));
        Assert.That(() => Fit(train, PreparedClips.View(Context, 8)), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("'Label'"));

        void Fit(IDataView view, IDataView held) => Context.SelfSupervised.Trainers.MsMclr(Options(1, new MsMclrProbe { HeldOut = held })).Fit(view).Dispose();
    }

    private static MsMclrTrainer.Options Options(int epochs, MsMclrProbe? probe, List<MsMclrProgress>? seen = null)
    {
        var options = PreparedClips.Options(epochs);
        options.Probe = probe;
        options.Progress = seen is null ? null : new Reports<MsMclrProgress>(seen.Add);
        return options;
    }
}
