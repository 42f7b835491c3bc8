using Microsoft.ML;
using MsMclr.MLNet.Trainers.Pretraining.Checkpoints;

namespace MsMclr.MLNet.Tests;

public class BestEncoderTests
{
    private static readonly MLContext Context = new(1);

    [Test]
    public void A_run_ends_when_probes_stop_getting_better_and_gives_the_best_encoder()
    {
        var train = LabeledRows.View(Context, 0, 24);
        var seen = new List<MsMclrProgress>();
        var log = new List<string>();
        var context = new MLContext(1);
        context.Log += (_, line) => log.Add(line.Message);
        using var folder = new TemporaryFolder();
        var options = Options(50, new MsMclrProbe { HeldOut = train, EveryEpochs = 1, K = 1, Patience = 3 });
        options.CheckpointDirectory = folder.Path;
        options.Progress = new Reports<MsMclrProgress>(seen.Add);
        using var stopped = context.SelfSupervised.Trainers.MsMclr(options).Fit(train);
        var accuracies = seen.Where(progress => progress.IsEndOfEpoch).Select(progress => progress.ProbeAccuracy!.Value).ToList();
        var best = accuracies.IndexOf(accuracies.Max()) + 1;
        Assert.That(accuracies, Has.Count.EqualTo(best + 3));
        Assert.That(log, Has.Some.Contains($"No better probe since epoch {best}"));

        var state = StateAfter(best, train);
        foreach (var (name, weight) in stopped.Encoder.Weights.Where(weight => weight.Key != "A"))
            Assert.That(weight.Values, Is.EqualTo(state[$"encoder_q.{name}"].Values), name);
        using var resumed = Context.SelfSupervised.Trainers.MsMclr(options).Fit(train);
        var expected = PreparedClips.Features(stopped, train);
        Assert.That(PreparedClips.Features(resumed, train), Is.EqualTo(expected), "a run that has ended is not trained again");
    }

    [Test]
    public void A_run_that_ended_early_goes_on_without_patience_and_gives_its_last_encoder()
    {
        var train = LabeledRows.View(Context, 0, 24);
        using var folder = new TemporaryFolder();
        Assert.That(EpochsOf(EndsAfterThreeOfEight(folder)), Is.EqualTo(3));
        using var whole = Context.SelfSupervised.Trainers.MsMclr(Options(8, null)).Fit(train);
        var last = Options(8, null);
        last.CheckpointDirectory = folder.Path;
        using var resumed = Context.SelfSupervised.Trainers.MsMclr(last).Fit(train);
        Assert.That(PreparedClips.Features(resumed, train), Is.EqualTo(PreparedClips.Features(whole, train)));
    }

    [Test]
    public void What_another_probe_found_counts_for_nothing()
    {
        using var folder = new TemporaryFolder();
        Assert.That(EpochsOf(EndsAfterThreeOfEight(folder)), Is.EqualTo(3));
        var probe = new MsMclrProbe { HeldOut = LabeledRows.View(Context, 100, 12), EveryEpochs = 1, K = 1, Patience = 4 };
        var other = Options(8, probe);
        other.CheckpointDirectory = folder.Path;
        Assert.That(EpochsOf(other), Is.GreaterThan(4));

        // Nor what this probe has found meanwhile, to a run without one: it goes on to its end.
        var train = LabeledRows.View(Context, 0, 24);
        using var whole = Context.SelfSupervised.Trainers.MsMclr(Options(8, null)).Fit(train);
        var last = Options(8, null);
        last.CheckpointDirectory = folder.Path;
        using var resumed = Context.SelfSupervised.Trainers.MsMclr(last).Fit(train);
        Assert.That(PreparedClips.Features(resumed, train), Is.EqualTo(PreparedClips.Features(whole, train)));
    }

    // All clips that vote have one label, so every clip of it is told right by every encoder, and the first probe is the best. That
    // clips are nearest to themselves does not do: after an epoch their embeddings may be equal but for rounding, which is not the same
    // on every processor.
    private static MsMclrTrainer.Options EndsAfterThreeOfEight(TemporaryFolder folder)
    {
        var alike = LabeledRows.View(Context, 0, 24, _ => 0);
        var options = Options(8, new MsMclrProbe { HeldOut = alike, Voters = alike, EveryEpochs = 1, K = 1, Patience = 2 });
        options.CheckpointDirectory = folder.Path;
        return options;
    }

    private static int EpochsOf(MsMclrTrainer.Options options)
    {
        var epochs = 0;
        options.Progress = new Reports<MsMclrProgress>(progress => epochs += progress.IsEndOfEpoch ? 1 : 0);
        Context.SelfSupervised.Trainers.MsMclr(options).Fit(LabeledRows.View(Context, 0, 24)).Dispose();
        return epochs;
    }

    // What a run without a probe has learned by the end of an epoch.
    private static IReadOnlyDictionary<string, CheckpointTensor> StateAfter(int epoch, IDataView train)
    {
        using var cancel = new CancellationTokenSource();
        using var folder = new TemporaryFolder();
        var options = Options(50, null);
        options.CheckpointDirectory = folder.Path;
        options.CancellationToken = cancel.Token;
        options.Progress = new Reports<MsMclrProgress>(progress =>
        {
            if (progress.IsEndOfEpoch && progress.Epoch == epoch)
                cancel.Cancel();
        });
        Assert.That(() => Context.SelfSupervised.Trainers.MsMclr(options).Fit(train), Throws.InstanceOf<OperationCanceledException>());
        return CheckpointFile.Read(Directory.EnumerateFiles(folder.Path, "*.msmclr").Max()!).Tensors;
    }

    private static MsMclrTrainer.Options Options(int epochs, MsMclrProbe? probe)
    {
        var options = PreparedClips.Options(epochs);
        options.Probe = probe;
        return options;
    }
}
