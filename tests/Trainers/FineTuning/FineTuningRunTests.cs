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
        (options.Layers, options.Augmentation, options.Optimizer, options.HeadLearningRate, options.Schedule) = (FineTunedLayers.Head, null, TrainingOptimizer.Sgd, 200, LearningRateSchedule.Step);
        (options.ValidationSet, options.Patience, options.Progress) = (validation, 3, new Reports<SkeletonFineTuningProgress>(seen.Add));
        using var model = _context.MulticlassClassification.Trainers.SkeletonFineTuning(options).Fit(LabeledClipViews.View(_context, 40));
        var epochs = seen.Where(progress => progress.IsEndOfEpoch).ToList();
        var best = epochs.OrderByDescending(progress => progress.ValidationAccuracy).ThenBy(progress => progress.ValidationLoss).First();
        Assert.That(epochs, Has.Count.EqualTo(best.Epoch + 3).And.Count.LessThan(40));
        Assert.That(_context.MulticlassClassification.Evaluate(model.Transform(validation)).MicroAccuracy, Is.EqualTo(best.ValidationAccuracy).Within(1e-6));
        Assert.That(best.ValidationAccuracy, Is.Not.EqualTo(epochs[^1].ValidationAccuracy).Or.Not.EqualTo(epochs[^1].ValidationLoss));
    }

    [Test]
    public void Validation_figures_are_those_of_the_final_scores()
    {
        var validation = LabeledClipViews.View(_context, 23, first: 200);
        SkeletonFineTuningProgress? last = null;
        var options = LabeledClipViews.Options(_encoder, epochs: 1);
        (options.ValidationSet, options.Progress) = (validation, new Reports<SkeletonFineTuningProgress>(progress => last = progress));
        using var model = _context.MulticlassClassification.Trainers.SkeletonFineTuning(options).Fit(LabeledClipViews.View(_context, 40));
        var metrics = _context.MulticlassClassification.Evaluate(model.Transform(validation));
        Assert.That((last!.ValidationLoss, last.ValidationAccuracy), Is.EqualTo((metrics.LogLoss, metrics.MicroAccuracy)).Within(1e-5));
    }

    [Test]
    public void Progress_counts_every_step_and_ends_with_the_run()
    {
        var seen = new List<SkeletonFineTuningProgress>();
        var options = LabeledClipViews.Options(_encoder, epochs: 2);
        options.Progress = new Reports<SkeletonFineTuningProgress>(seen.Add);
        _context.MulticlassClassification.Trainers.SkeletonFineTuning(options).Fit(LabeledClipViews.View(_context, 20)).Dispose();
        Assert.That(seen.Select(progress => (progress.Epoch, progress.Step)), Is.EqualTo(new[] { (1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (2, 3) }), "the last step takes the four clips that are left");
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
        Assert.That(() => _context.MulticlassClassification.Trainers.SkeletonFineTuning(options).Fit(LabeledClipViews.View(_context, 20)), Throws.InstanceOf<OperationCanceledException>());
        Assert.That((steps, watch.Elapsed < TimeSpan.FromSeconds(5)), Is.EqualTo((3, true)));
    }

    [Test]
    public void A_loss_that_is_not_finite_ends_the_run_with_what_to_lower()
    {
        var options = LabeledClipViews.Options(_encoder, epochs: 50);
        (options.Optimizer, options.EncoderLearningRate) = (TrainingOptimizer.Sgd, 1000);
        Assert.That(() => _context.MulticlassClassification.Trainers.SkeletonFineTuning(options).Fit(LabeledClipViews.View(_context, 20)),
            Throws.InvalidOperationException.With.Message.Contains("EncoderLearningRate (1000)"));
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
            (options.ClassWeighting, options.ValidationFraction) = (ClassWeighting.Balanced, 0.3);
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
            return rows % 4 == 0 ? new LabeledClipViews.Row { Label = uint.MaxValue, Skeleton = row.Skeleton } : row;
        }));
        using var clips = FineTuningClips.Read(view, _encoder.Encoder, LabeledClipViews.Options(_encoder));
        Assert.That((rows, clips.Labels.Count), Is.EqualTo((16, 12)));
        Assert.That(clips.Labels, Is.EqualTo(new[] { 0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2 }));
    }

    [Test]
    public void Balanced_weights_are_scikit_learns()
    {
        var labels = LabeledClipViews.Rows(12).Select((row, i) => new LabeledClipViews.Row { Label = (uint)(i < 8 ? 0 : i < 11 ? 2 : 3), Skeleton = row.Skeleton }).ToList();
        using var clips = FineTuningClips.Read(LabeledClipViews.View(_context, labels), _encoder.Encoder, LabeledClipViews.Options(_encoder));
        Assert.That(new LabeledSelection(clips, [.. Enumerable.Range(0, 12)]).BalancedWeights(), Is.EqualTo(new[] { 12f / 3 / 8, 0, 12f / 3 / 3, 12f / 3 / 1 }).Within(1e-6));
    }

    [Test]
    public void Wrong_columns_and_validation_sets_are_told()
    {
        var view = LabeledClipViews.View(_context, 8);
        void Refused(Action<SkeletonFineTuningTrainer.Options> change, string message, IDataView? input = null)
        {
            var options = LabeledClipViews.Options(_encoder, epochs: 1);
            change(options);
            Assert.That(() => _context.MulticlassClassification.Trainers.SkeletonFineTuning(options).Fit(input ?? view), Throws.Exception.With.Message.Contains(message), message);
        }

        Refused(options => options.InputColumnName = "Nope", "Could not find input column 'Nope'");
        Refused(options => options.LabelColumnName = "Nope", "Could not find input column 'Nope'");
        Refused(options => options.LabelColumnName = "Skeleton", "expected Key<UInt32>");
        Refused(options => options.InputColumnName = "Label", "expected Vector<Single, 3, 12, 25, 2>");
        Refused(options => options.ValidationSet = LabeledClipViews.View(_context, LabeledClipViews.Rows(8), ["rush", "fast", "walk", "slow"]), "key values of 'Label' differ");
        Refused(options => options.ValidationFraction = 0.01, "sets none aside");
        Refused(options => (options.LabelFraction, options.KeepEveryClass) = (0.01, false), "leaves none of 8");
        Refused(_ => { }, "No row has a label", LabeledClipViews.View(_context, []));
        Refused(_ => { }, "needs at least two", LabeledClipViews.View(_context, LabeledClipViews.Rows(1), ["one"]));
    }

    [Test]
    public void Wrong_options_are_told_when_the_trainer_is_made()
    {
        void Refused(Action<SkeletonFineTuningTrainer.Options> change, string message)
        {
            var options = LabeledClipViews.Options(_encoder);
            change(options);
            Assert.That(() => _context.MulticlassClassification.Trainers.SkeletonFineTuning(options), Throws.InstanceOf<ArgumentException>().With.Message.Contains(message), message);
        }

        Refused(options => options.Encoder = null, "set either Encoder or EncoderFile");
        Refused(options => options.EncoderFile = "x.pt", "set either Encoder or EncoderFile");
        Refused(options => options.LabelFraction = 0, "LabelFraction is 0; allowed: above 0 to 1");
        Refused(options => options.Patience = 3, "Patience is 3; allowed: 0 without");
        Refused(options => (options.ValidationFraction, options.ValidationSet) = (0.1, LabeledClipViews.View(_context, 4)), "0 with a ValidationSet");
        Refused(options => options.HeadLearningRate = double.NaN, "HeadLearningRate");
        Refused(options => options.BatchSize = 0, "BatchSize is 0");
        Refused(options => options.Epochs = 0, "Epochs is 0");
        Refused(options => options.GpuDeviceId = -1, "GpuDeviceId is -1");
        Refused(options => options.CacheDirectory = " ", "CacheDirectory");
        Assert.That(() => _context.MulticlassClassification.Trainers.SkeletonFineTuning(new SkeletonFineTuningTrainer.Options { EncoderFile = "nowhere.onnx" }), Throws.TypeOf<FileNotFoundException>());
    }

    [Test]
    public void GetOutputSchema_says_what_Fit_says()
    {
        var view = LabeledClipViews.View(_context, 4);
        var trainer = _context.MulticlassClassification.Trainers.SkeletonFineTuning(_encoder, inputColumnName: "Nope");
        var shape = new SchemaShape([MLNetInternals.NewColumn("Label", SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.UInt32, true, null), MLNetInternals.NewColumn("Skeleton", SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, false, null)]);
        Assert.That(() => trainer.GetOutputSchema(shape), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("Could not find input column 'Nope'"));
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
            (options.MaxStoreBytes, options.CacheDirectory) = (bytes, folder.Path);
            using var model = context.MulticlassClassification.Trainers.SkeletonFineTuning(options).Fit(LabeledClipViews.View(_context, 12));
            return LabeledClipViews.Scores(model, LabeledClipViews.View(_context, 4));
        }

        var inMemory = Run(long.MaxValue);
        Assert.That(Run(100), Is.EqualTo(inMemory));
        Assert.That(log, Has.Some.Contains("SkeletonFineTuningTrainer.Options.MaxStoreBytes").And.Some.Contains(folder.Path));
    }
}
