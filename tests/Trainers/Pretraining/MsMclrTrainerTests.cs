using System.Diagnostics;
using Microsoft.ML;
using MsMclr.MLNet.Trainers.Networks;
using MsMclr.MLNet.Trainers.Torch;
using MsMclr.MLNet.Trainers.Training;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Tests;

public partial class MsMclrTrainerTests
{
    [Test]
    public void A_seed_repeats_a_run_exactly()
    {
        float[] Run(int? seed, int? contextSeed)
        {
            var context = new MLContext(contextSeed);
            var view = PreparedClips.View(context, 20);
            var options = PreparedClips.Options();
            options.Seed = seed;
            using var transformer = context.SelfSupervised.Trainers.MsMclr(options).Fit(view);
            return PreparedClips.Features(transformer, view);
        }

        var first = Run(7, null);
        Assert.That(Run(7, null), Is.EqualTo(first), "the option's seed");
        Assert.That(Run(8, null), Is.Not.EqualTo(first), "another seed");
        var byContext = Run(null, 3);
        Assert.That(Run(null, 3), Is.EqualTo(byContext), "the context's seed");
    }

    [Test]
    public void One_estimator_fits_twice_alike()
    {
        var context = new MLContext(1);
        var view = PreparedClips.View(context, 20);
        var trainer = context.SelfSupervised.Trainers.MsMclr(PreparedClips.Options());
        using var first = trainer.Fit(view);
        using var second = trainer.Fit(view);
        Assert.That(PreparedClips.Features(second, view), Is.EqualTo(PreparedClips.Features(first, view)));
    }

    [Test]
    public void Precision_changes_a_run_by_rounding_and_nothing_else()
    {
        float[] Run(TrainingPrecision precision)
        {
            var context = new MLContext(1);
            var view = PreparedClips.View(context, 20);
            var options = PreparedClips.Options(epochs: 1);
            options.Precision = precision;
            using var transformer = context.SelfSupervised.Trainers.MsMclr(options).Fit(view);
            return PreparedClips.Features(transformer, view);
        }

        var full = Run(TrainingPrecision.Full);
        Assert.That(Run(TrainingPrecision.TensorFloat32), Is.EqualTo(full), "a CPU has no TF32");
        var rounded = Run(TrainingPrecision.BFloat16);
        Assert.That(rounded, Is.Not.EqualTo(full));
        Assert.That(Run(TrainingPrecision.BFloat16), Is.EqualTo(rounded), "a seed repeats it");
        var apart = Math.Sqrt(full.Zip(rounded, (a, b) => ((double)a - b) * (a - b)).Sum() / full.Sum(a => (double)a * a));
        Assert.That(apart, Is.LessThan(0.1));
    }

    [Test]
    public void Onnx_scores_are_the_networks_within_1e_5([Values] SkeletonStream stream, [Values] bool excludeAbsent)
    {
        var context = new MLContext(1);
        using var scope = NewDisposeScope();
        using var grad = no_grad();
        var architecture = GoldenEncoder.Architecture(4, 24, channels: stream == SkeletonStream.Stacked ? 9 : 3);
        using var encoder = new Encoder(architecture, PreparedClips.Shape, SkeletonLayout.NtuRgbd, GoldenEncoder.Form, 3, CPU);
        var definition = TrainedEncoder.Describe(encoder, SkeletonLayout.NtuRgbd, stream, excludeAbsent);
        using var transformer = new SkeletonEmbeddingTransformer(context, definition, "Features", "Skeleton", null, false);
        var clips = Enumerable.Range(0, 5).SelectMany(i => PreparedClips.Clip(i, PreparedClips.Shape, secondBody: i % 2 == 0)).ToArray();
        using var rows = excludeAbsent ? BodyRows.Present(clips, 5, PreparedClips.Shape, CPU) : BodyRows.All(2);
        var input = StreamTensors.Of(tensor(clips, [5L, 3, 12, 25, 2]), stream, SkeletonLayout.NtuRgbd);
        var expected = TensorValues.ToArray(NetworkHead.Pool(encoder.Features(input, rows, training: false), rows));
        var chunks = clips.Chunk(PreparedClips.Shape.Length).Select(clip => new PreparedClips.Row { Skeleton = clip });
        var view = context.Data.LoadFromEnumerable(chunks, PreparedClips.Definition());
        GoldenData.AssertClose(expected, PreparedClips.Features(transformer, view), 1e-5, 1e-5, $"{stream}");
    }

    [Test]
    public void Progress_counts_every_step_and_ends_with_the_run()
    {
        var context = new MLContext(1);
        var seen = new List<MsMclrProgress>();
        var options = PreparedClips.Options(epochs: 3);
        options.Progress = new Reports<MsMclrProgress>(seen.Add);
        using var transformer = context.SelfSupervised.Trainers.MsMclr(options).Fit(PreparedClips.View(context, 20));
        var steps = seen.Select(progress => (progress.Epoch, progress.Step));
        Assert.That(steps, Is.EqualTo(new[] { (1, 1), (1, 2), (2, 1), (2, 2), (3, 1), (3, 2) }));
        Assert.That(seen, Has.All.Matches<MsMclrProgress>(progress => double.IsFinite(progress.Loss) && progress.ClipsPerSecond > 0));
        Assert.That(seen[^1].Remaining, Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public void Zero_epochs_give_the_untrained_encoder_and_one_changes_it()
    {
        var context = new MLContext(1);
        var view = PreparedClips.View(context, 16);
        using var untrained = context.SelfSupervised.Trainers.MsMclr(PreparedClips.Options(epochs: 0)).Fit(view);
        using var again = context.SelfSupervised.Trainers.MsMclr(PreparedClips.Options(epochs: 0)).Fit(PreparedClips.View(context, 3));
        using var trained = context.SelfSupervised.Trainers.MsMclr(PreparedClips.Options(epochs: 1)).Fit(view);
        Assert.That(PreparedClips.Features(again, view), Is.EqualTo(PreparedClips.Features(untrained, view)));
        Assert.That(PreparedClips.Features(trained, view), Is.Not.EqualTo(PreparedClips.Features(untrained, view)));
    }

    [Test]
    public void Canceling_ends_the_run_within_a_step()
    {
        var context = new MLContext(1);
        using var cancel = new CancellationTokenSource();
        var steps = 0;
        var watch = new Stopwatch();
        var options = PreparedClips.Options(epochs: 100_000);
        options.CancellationToken = cancel.Token;
        options.Progress = new Reports<MsMclrProgress>(_ =>
        {
            if (++steps == 3)
            {
                watch.Start();
                cancel.Cancel();
            }
        });
        var trainer = context.SelfSupervised.Trainers.MsMclr(options);
        Assert.That(() => trainer.Fit(PreparedClips.View(context, 20)), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(steps, Is.EqualTo(3));
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(5)));
    }

    [Test]
    public void Canceling_the_context_ends_the_run_within_a_step()
    {
        var context = new MLContext(1);
        var steps = 0;
        var options = PreparedClips.Options(epochs: 100_000);
        options.Progress = new Reports<MsMclrProgress>(_ =>
        {
            if (++steps == 3)
                ContextCancellation.CancelExecution(context);
        });
        var trainer = context.SelfSupervised.Trainers.MsMclr(options);
        var view = PreparedClips.View(new MLContext(1), 20);
        Assert.That(() => trainer.Fit(view), Throws.InstanceOf<OperationCanceledException>().With.Message.Contains("MLContext"));
        Assert.That(steps, Is.EqualTo(3));
        Assert.That(() => trainer.Fit(view), Throws.InstanceOf<OperationCanceledException>(), "a canceled context trains nothing more");
        Assert.That(steps, Is.EqualTo(3));
    }

    [Test]
    public void A_second_fit_in_one_context_repeats_the_first_by_its_seed_alone()
    {
        var context = new MLContext();
        var view = PreparedClips.View(context, 16);
        var first = Weights(context, 7);
        Assert.That(Weights(context, 8), Is.Not.EqualTo(first));
        Assert.That(Weights(context, 7), Is.EqualTo(first));
        var seeded = new MLContext(1);
        var drawn = Weights(seeded, null);
        Assert.That(Weights(seeded, null), Is.Not.EqualTo(drawn), "the context draws another");
        Assert.That(Weights(new MLContext(1), null), Is.EqualTo(drawn));

        float[] Weights(MLContext ml, int? seed)
        {
            var options = PreparedClips.Options(epochs: 1);
            options.Seed = seed;
            return CheckpointedRuns.Fit(view, options, ml);
        }
    }

    [Test]
    public void Live_tensors_are_constant_across_ten_fits()
    {
        var context = new MLContext(1);
        var view = PreparedClips.View(context, 16);
        var counts = new List<long>();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        for (var i = 0; i < 10; i++)
        {
            context.SelfSupervised.Trainers.MsMclr(PreparedClips.Options(epochs: 1)).Fit(view).Dispose();
            counts.Add(Tensor.TotalCount);
        }

        Assert.That(counts.Distinct().Count(), Is.EqualTo(1), string.Join(", ", counts));
    }

    [Test]
    public void The_view_is_read_once()
    {
        var context = new MLContext(1);
        var rows = 0;
        var view = context.Data.LoadFromEnumerable(Enumerable.Range(0, 16).Select(i =>
        {
            rows++;
            return new PreparedClips.Row { Skeleton = PreparedClips.Clip(i, PreparedClips.Shape, false) };
        }), PreparedClips.Definition());
        context.SelfSupervised.Trainers.MsMclr(PreparedClips.Options()).Fit(view).Dispose();
        Assert.That(rows, Is.EqualTo(16));
    }
}
