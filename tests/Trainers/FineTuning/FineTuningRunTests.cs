using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Trainers.FineTuning;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Tests;

/// <summary>What happens during a run: validation, early stopping, progress, canceling, failures, memory.</summary>
public class FineTuningRunTests
{
    private readonly MLContext _context = new(1);
    private SkeletonEmbeddingTransformer _encoder = null!;

    [OneTimeSetUp]
    public void Pretrain() => _encoder = LabeledClipViews.Encoder(_context);

    [OneTimeTearDown]
    public void Dispose() => _encoder.Dispose();

    [Test]
    public void The_best_epoch_is_kept_and_patience_ends_the_run()
    {
        var validation = LabeledClipViews.View(_context, 24, first: 200);
        var seen = new List<SkeletonFineTuningProgress>();
        var options = LabeledClipViews.Options(_encoder, epochs: 40);
        // A head that leaps about: later epochs are not always better.
        options.Layers = FineTunedLayers.Head;
        options.Augmentation = null;
        options.Optimizer = TrainingOptimizer.Sgd;
        options.HeadLearningRate = 200;
        options.Schedule = LearningRateSchedule.Step;
        options.ValidationSet = validation;
        options.Patience = 3;
        options.Progress = new Reports<SkeletonFineTuningProgress>(seen.Add);
        using var model = Fit(options, 40);
        var epochs = seen.Where(progress => progress.IsEndOfEpoch).ToList();
        var best = epochs.OrderByDescending(progress => progress.ValidationAccuracy).ThenBy(progress => progress.ValidationLoss).First();
        Assert.That(epochs, Has.Count.EqualTo(best.Epoch + 3).And.Count.LessThan(40));
        var accuracy = _context.MulticlassClassification.Evaluate(model.Transform(validation)).MicroAccuracy;
        Assert.That(accuracy, Is.EqualTo(best.ValidationAccuracy).Within(1e-6));
        var last = epochs[^1];
        Assert.That(best.ValidationAccuracy, Is.Not.EqualTo(last.ValidationAccuracy).Or.Not.EqualTo(last.ValidationLoss));
    }

    [Test]
    public void Validation_figures_are_those_of_the_final_scores()
    {
        var validation = LabeledClipViews.View(_context, 23, first: 200);
        SkeletonFineTuningProgress? last = null;
        var options = LabeledClipViews.Options(_encoder, epochs: 1);
        options.ValidationSet = validation;
        options.Progress = new Reports<SkeletonFineTuningProgress>(progress => last = progress);
        using var model = Fit(options, 40);
        var metrics = _context.MulticlassClassification.Evaluate(model.Transform(validation));
        Assert.That(last!.ValidationLoss, Is.EqualTo(metrics.LogLoss).Within(1e-5));
        Assert.That(last.ValidationAccuracy, Is.EqualTo(metrics.MicroAccuracy).Within(1e-5));
    }

    [Test]
    public void Progress_counts_every_step_and_ends_with_the_run()
    {
        var seen = new List<SkeletonFineTuningProgress>();
        var options = LabeledClipViews.Options(_encoder, epochs: 2);
        options.Progress = new Reports<SkeletonFineTuningProgress>(seen.Add);
        Fit(options, 20).Dispose();
        var steps = seen.Select(progress => (progress.Epoch, progress.Step));
        var expected = new[] { (1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (2, 3) };
        Assert.That(steps, Is.EqualTo(expected), "the last step takes the four clips that are left");
        Assert.That(seen[^1].Remaining, Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public void Canceling_ends_the_run_within_a_step()
    {
        using var cancel = new CancellationTokenSource();
        var watch = new Stopwatch();
        var steps = 0;
        var options = LabeledClipViews.Options(_encoder, epochs: 100_000);
        options.CancellationToken = cancel.Token;
        options.Progress = new Reports<SkeletonFineTuningProgress>(_ =>
        {
            if (++steps == 3)
            {
                watch.Start();
                cancel.Cancel();
            }
        });
        Assert.That(() => Fit(options, 20), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(steps, Is.EqualTo(3));
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(5)));
    }

    [TestCase(FineTunedLayers.All)]
    [TestCase(FineTunedLayers.Head)]
    public void Canceling_the_context_ends_the_run_within_a_step(FineTunedLayers layers)
    {
        var context = new MLContext(1);
        var steps = 0;
        var options = LabeledClipViews.Options(_encoder, epochs: 100_000);
        options.Layers = layers;
        options.Progress = new Reports<SkeletonFineTuningProgress>(_ =>
        {
            if (++steps == 3)
                ContextCancellation.CancelExecution(context);
        });
        var trainer = context.MulticlassClassification.Trainers.SkeletonFineTuning(options);
        var view = LabeledClipViews.View(_context, 20);
        Assert.That(() => trainer.Fit(view), Throws.InstanceOf<OperationCanceledException>().With.Message.Contains("MLContext"));
        Assert.That(steps, Is.EqualTo(3));
        Assert.That(() => trainer.Fit(view), Throws.InstanceOf<OperationCanceledException>(), "a canceled context trains nothing more");
        Assert.That(steps, Is.EqualTo(3));
    }

    [Test]
    public void A_second_fit_in_one_context_repeats_the_first_by_its_seed_alone()
    {
        var view = LabeledClipViews.View(_context, 20);
        var first = Scores(7);
        Assert.That(Scores(8), Is.Not.EqualTo(first));
        Assert.That(Scores(7), Is.EqualTo(first));

        float[] Scores(int seed)
        {
            var options = LabeledClipViews.Options(_encoder, epochs: 1);
            options.Seed = seed;
            options.LabelFraction = 0.5;
            using var model = _context.MulticlassClassification.Trainers.SkeletonFineTuning(options).Fit(view);
            return [.. model.Transform(view).GetColumn<float[]>("Score").SelectMany(row => row)];
        }
    }

    [Test]
    public void A_loss_that_is_not_finite_ends_the_run_with_what_to_lower()
    {
        var options = LabeledClipViews.Options(_encoder, epochs: 50);
        options.Optimizer = TrainingOptimizer.Sgd;
        options.EncoderLearningRate = 1000;
        Assert.That(() => Fit(options, 20), Throws.InvalidOperationException.With.Message.Contains("EncoderLearningRate (1000)"));
    }

    [Test]
    public void Live_tensors_are_constant_across_ten_fits()
    {
        var view = LabeledClipViews.View(_context, 16);
        var counts = new List<long>();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        for (var i = 0; i < 10; i++)
        {
            var options = LabeledClipViews.Options(_encoder, epochs: 1);
            options.ClassWeighting = ClassWeighting.Balanced;
            options.ValidationFraction = 0.3;
            options.Layers = i % 2 == 0 ? FineTunedLayers.All : FineTunedLayers.Head;
            options.Augmentation = i % 4 == 1 ? null : options.Augmentation;
            _context.MulticlassClassification.Trainers.SkeletonFineTuning(options).Fit(view).Dispose();
            counts.Add(Tensor.TotalCount);
        }

        Assert.That(counts.Distinct().Count(), Is.EqualTo(1), string.Join(", ", counts));
    }

    [Test]
    public void The_view_is_read_once_and_rows_without_a_label_are_left_out()
    {
        var rows = 0;
        var view = LabeledClipViews.View(_context, LabeledClipViews.Rows(16).Select(row =>
        {
            rows++;
            var isUnlabeled = rows % 4 == 0;
            return isUnlabeled ? new LabeledClipViews.Row { Label = uint.MaxValue, Skeleton = row.Skeleton } : row;
        }));
        using var clips = FineTuningClips.Read(view, _encoder.Encoder, LabeledClipViews.Options(_encoder));
        Assert.That((rows, clips.Labels.Count), Is.EqualTo((16, 12)));
        Assert.That(clips.Labels, Is.EqualTo(new[] { 0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2 }));
    }

    [Test]
    public void Balanced_weights_are_scikit_learns()
    {
        uint[] labels = [0, 0, 0, 0, 0, 0, 0, 0, 2, 2, 2, 3];
        var rows = LabeledClipViews.Rows(12)
            .Select((row, i) => new LabeledClipViews.Row { Label = labels[i], Skeleton = row.Skeleton })
            .ToList();
        var view = LabeledClipViews.View(_context, rows);
        using var clips = FineTuningClips.Read(view, _encoder.Encoder, LabeledClipViews.Options(_encoder));
        var weights = new LabeledSelection(clips, [.. Enumerable.Range(0, 12)]).BalancedWeights();
        Assert.That(weights, Is.EqualTo(new[] { 12f / 3 / 8, 0, 12f / 3 / 3, 12f / 3 / 1 }).Within(1e-6));
    }

    [Test]
    public void Wrong_columns_and_validation_sets_are_told()
    {
        var view = LabeledClipViews.View(_context, 8);
        var otherKeys = LabeledClipViews.View(_context, LabeledClipViews.Rows(8), ["rush", "fast", "walk", "slow"]);
        var oneKey = LabeledClipViews.View(_context, LabeledClipViews.Rows(1), ["one"]);
        void Refused(Action<SkeletonFineTuningTrainer.Options> change, string message, IDataView? input = null)
        {
            var options = LabeledClipViews.Options(_encoder, epochs: 1);
            change(options);
            var trainer = _context.MulticlassClassification.Trainers.SkeletonFineTuning(options);
            Assert.That(() => trainer.Fit(input ?? view), Throws.Exception.With.Message.Contains(message), message);
        }

        Refused(options => options.InputColumnName = "Nope", "Could not find input column 'Nope'");
        Refused(options => options.LabelColumnName = "Nope", "Could not find input column 'Nope'");
        Refused(options => options.LabelColumnName = "Skeleton", "expected Key<UInt32>");
        Refused(options => options.InputColumnName = "Label", "expected Vector<Single, 3, 12, 25, 2>");
        Refused(options => options.ValidationSet = otherKeys, "key values of 'Label' differ");
        Refused(options => options.ValidationFraction = 0.01, "sets none aside");
        Refused(
            options =>
            {
                options.LabelFraction = 0.01;
                options.KeepEveryClass = false;
            },
            "leaves none of 8");
        Refused(_ => { }, "No row has a label", LabeledClipViews.View(_context, []));
        Refused(_ => { }, "needs at least two", oneKey);
    }

    [Test]
    public void Wrong_options_are_told_when_the_trainer_is_made()
    {
        var trainers = _context.MulticlassClassification.Trainers;
        void Refused(Action<SkeletonFineTuningTrainer.Options> change, string message)
        {
            var options = LabeledClipViews.Options(_encoder);
            change(options);
            var told = Throws.InstanceOf<ArgumentException>().With.Message.Contains(message);
            Assert.That(() => trainers.SkeletonFineTuning(options), told, message);
        }

        Refused(options => options.Encoder = null, "set either Encoder or EncoderFile");
        Refused(options => options.EncoderFile = "x.pt", "set either Encoder or EncoderFile");
        Refused(options => options.LabelFraction = 0, "LabelFraction is 0; allowed: above 0 to 1");
        Refused(options => options.Patience = 3, "Patience is 3; allowed: 0 without");
        Refused(
            options =>
            {
                options.ValidationFraction = 0.1;
                options.ValidationSet = LabeledClipViews.View(_context, 4);
            },
            "0 with a ValidationSet");
        Refused(options => options.HeadLearningRate = double.NaN, "HeadLearningRate");
        Refused(options => options.BatchSize = 0, "BatchSize is 0");
        Refused(options => options.Epochs = 0, "Epochs is 0");
        Refused(options => options.GpuDeviceId = -1, "GpuDeviceId is -1");
        Refused(options => options.CacheDirectory = " ", "CacheDirectory");
        var nowhere = new SkeletonFineTuningTrainer.Options { EncoderFile = "nowhere.onnx" };
        Assert.That(() => trainers.SkeletonFineTuning(nowhere), Throws.TypeOf<FileNotFoundException>());
    }

    [Test]
    public void GetOutputSchema_says_what_Fit_says()
    {
        var view = LabeledClipViews.View(_context, 4);
        var trainer = _context.MulticlassClassification.Trainers.SkeletonFineTuning(_encoder, inputColumnName: "Nope");
        var label = MLNetInternals.NewColumn("Label", SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.UInt32, true, null);
        var clip = MLNetInternals.NewColumn("Skeleton", SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, false, null);
        var shape = new SchemaShape([label, clip]);
        var told = Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("Could not find input column 'Nope'");
        Assert.That(() => trainer.GetOutputSchema(shape), told);
        var columns = _context.MulticlassClassification.Trainers.SkeletonFineTuning(_encoder).GetOutputSchema(shape);
        Assert.That(columns.Select(column => column.Name), Is.SupersetOf(new[] { "Score", "PredictedLabel" }));
    }

    [Test]
    public void Clips_beyond_the_memory_limit_train_alike()
    {
        using var folder = new TemporaryFolder();
        var log = new List<string>();
        var context = new MLContext(1);
        context.Log += (_, line) => log.Add(line.Message);

        float[] Run(long bytes)
        {
            var options = LabeledClipViews.Options(_encoder, epochs: 1);
            options.MaxStoreBytes = bytes;
            options.CacheDirectory = folder.Path;
            var trainer = context.MulticlassClassification.Trainers.SkeletonFineTuning(options);
            using var model = trainer.Fit(LabeledClipViews.View(_context, 12));
            return LabeledClipViews.Scores(model, LabeledClipViews.View(_context, 4));
        }

        var inMemory = Run(long.MaxValue);
        Assert.That(Run(100), Is.EqualTo(inMemory));
        Assert.That(log, Has.Some.Contains("SkeletonFineTuningTrainer.Options.MaxStoreBytes").And.Some.Contains(folder.Path));
    }

    private SkeletonFineTuningTransformer Fit(SkeletonFineTuningTrainer.Options options, int clips)
        => _context.MulticlassClassification.Trainers.SkeletonFineTuning(options).Fit(LabeledClipViews.View(_context, clips));
}
