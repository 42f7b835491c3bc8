using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Heads.Labels;
using MsMclr.MLNet.Heads.Linear;
using MsMclr.MLNet.Trainers.FineTuning;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Tests;

public class SkeletonFineTuningTrainerTests
{
    private readonly MLContext _context = new(1);
    private SkeletonEmbeddingTransformer _encoder = null!;

    private sealed class Input
    {
        [VectorType(3, 12, 25, 2)]
        public float[] Skeleton { get; set; } = [];
    }

    private sealed class Prediction
    {
        public string PredictedLabel { get; set; } = "";

        public float[] Score { get; set; } = [];
    }

    [OneTimeSetUp]
    public void Pretrain() => _encoder = LabeledClipViews.Encoder(_context);

    [OneTimeTearDown]
    public void Dispose() => _encoder.Dispose();

    [Test]
    public void All_layers_learn_what_a_random_encoder_does_not_know()
    {
        var options = LabeledClipViews.Options(_encoder, epochs: 12);
        options.Augmentation = null;
        using var model = _context.MulticlassClassification.Trainers.SkeletonFineTuning(options).Fit(LabeledClipViews.View(_context, 64));
        var scored = model.Transform(LabeledClipViews.View(_context, 40, first: 100));
        var metrics = _context.MulticlassClassification.Evaluate(scored);
        Assert.That(metrics.MicroAccuracy, Is.GreaterThan(0.9));
        var columns = scored.Schema.Select(column => column.Name);
        Assert.That(columns, Is.EqualTo(new[] { "Label", "Skeleton", "PredictedLabel", "Score" }), "nothing temporary is left");
        var slots = default(VBuffer<ReadOnlyMemory<char>>);
        scored.Schema["Score"].GetSlotNames(ref slots);
        Assert.That(slots.DenseValues().Select(name => name.ToString()), Is.EqualTo(LabeledClipViews.Names));
        Assert.That(scored.GetColumn<float[]>("Score").Select(score => score.Sum()), Has.All.EqualTo(1).Within(1e-5));
    }

    [Test]
    public void The_head_alone_leaves_the_encoder_as_it_is()
    {
        using var model = Fit(options =>
        {
            options.Layers = FineTunedLayers.Head;
            options.Augmentation = null;
        });
        var view = LabeledClipViews.View(_context, 6);
        Assert.That(PreparedClips.Features(model.Encoder, view), Is.EqualTo(PreparedClips.Features(_encoder, view)));
    }

    [Test]
    public void Computing_the_features_once_changes_no_score([Values] bool excludeAbsent)
    {
        var still = new StillAugmentation();
        var definition = _encoder.Encoder with { ExcludeAbsentBodies = excludeAbsent };
        using var encoder = new SkeletonEmbeddingTransformer(_context, definition, "Features", "Skeleton");
        void Options(SkeletonFineTuningTrainer.Options options, SkeletonAugmentation? augmentation)
        {
            options.Encoder = encoder;
            options.Layers = FineTunedLayers.Head;
            options.Augmentation = augmentation;
            options.ValidationFraction = 0.2;
        }

        using var once = Fit(options => Options(options, null));
        using var everyEpoch = Fit(options => Options(options, still));
        var view = LabeledClipViews.View(_context, 8);
        GoldenData.AssertClose(LabeledClipViews.Scores(everyEpoch, view), LabeledClipViews.Scores(once, view), 1e-5, 1e-5, "scores");
    }

    [Test]
    public void Scores_are_the_softmax_of_the_networks_logits([Values] SkeletonStream stream)
    {
        using var encoder = LabeledClipViews.Encoder(_context, stream);
        using var model = Fit(options => options.Encoder = encoder);
        var view = LabeledClipViews.View(_context, 8);
        using var scope = NewDisposeScope();
        var weights = model.Encoder.Encoder.Weights;
        var layer = new SoftmaxRegression(4, 16);
        weights["fc.weight"].Values.CopyTo(layer.Weights, 0);
        weights["fc.bias"].Values.CopyTo(layer.Biases, 0);
        var rows = new LabeledFeatures(PreparedClips.Features(model.Encoder, view), 16, new int[8], [.. LabeledClipViews.Names]);
        GoldenData.AssertClose(layer.Scores(rows), LabeledClipViews.Scores(model, view), 1e-5, 1e-4, "scores");
    }

    [Test]
    public void Eval_mode_freezes_the_running_statistics_and_train_mode_does_not([Values] bool evalMode)
    {
        using var model = Fit(options => options.EvalMode = evalMode);
        bool IsAsBefore(string name)
        {
            var before = _encoder.Encoder.Weights[name].Values;
            return model.Encoder.Encoder.Weights[name].Values.SequenceEqual(before);
        }

        Assert.That(IsAsBefore("st_gcn_networks.5.tcn.0.running_var"), Is.EqualTo(evalMode));
        Assert.That(IsAsBefore("st_gcn_networks.5.tcn.2.weight"), Is.False, "weights learn in both");
        Assert.That(IsAsBefore("A"), Is.True, "the graph stays");
    }

    [Test]
    public void A_learning_rate_of_0_for_the_encoder_leaves_its_weights()
    {
        using var model = Fit(options => options.EncoderLearningRate = 0);
        const string Name = "st_gcn_networks.5.tcn.2.weight";
        Assert.That(model.Encoder.Encoder.Weights[Name].Values, Is.EqualTo(_encoder.Encoder.Weights[Name].Values));
    }

    [Test]
    public void A_seed_repeats_a_run_exactly()
    {
        var view = LabeledClipViews.View(_context, 8);
        float[] Run(int? seed, int? contextSeed)
        {
            var context = new MLContext(contextSeed);
            var options = LabeledClipViews.Options(_encoder);
            options.Seed = seed;
            options.LabelFraction = 0.5;
            using var model = context.MulticlassClassification.Trainers.SkeletonFineTuning(options).Fit(LabeledClipViews.View(context, 32));
            return LabeledClipViews.Scores(model, view);
        }

        var first = Run(7, null);
        Assert.That(Run(7, null), Is.EqualTo(first), "the option's seed");
        Assert.That(Run(8, null), Is.Not.EqualTo(first), "another seed");
        var byContext = Run(null, 3);
        Assert.That(Run(null, 3), Is.EqualTo(byContext), "the context's seed");
    }

    [Test]
    public void Every_option_that_changes_training_changes_the_result()
    {
        using var clips = FineTuningClips.Read(LabeledClipViews.View(_context, 18), _encoder.Encoder, LabeledClipViews.Options(_encoder));
        float[] Run(Action<SkeletonFineTuningTrainer.Options> change)
        {
            var options = LabeledClipViews.Options(_encoder);
            change(options);
            var all = new LabeledSelection(clips, [.. Enumerable.Range(0, 18)]);
            var run = new FineTuningRun(all, null, _encoder.Encoder, options, 1, CPU, _ => { });
            return run.Run().Weights[LinearHead.Weight].Values;
        }

        var plain = Run(_ => { });
        Action<SkeletonFineTuningTrainer.Options>[] changes =
        [
            options => options.Layers = FineTunedLayers.Head,
            options => options.EvalMode = true,
            options => options.ClassWeighting = ClassWeighting.Balanced,
            options => options.Augmentation = null,
            options => options.Epochs = 1,
            options => options.BatchSize = 5,
            options => options.Optimizer = TrainingOptimizer.Sgd,
            options => options.EncoderLearningRate = 2e-3,
            options => options.HeadLearningRate = 2e-2,
            options => options.WeightDecay = 0.5,
            options => options.Dropout = 0.4,
            options =>
            {
                options.Schedule = LearningRateSchedule.Step;
                options.LearningRateStep = 1;
            },
        ];
        foreach (var change in changes)
            Assert.That(Run(change), Is.Not.EqualTo(plain));
    }

    [Test]
    public void A_share_of_labels_is_what_is_learned_from()
    {
        var messages = new List<string>();
        var context = new MLContext(1);
        context.Log += (_, args) => messages.Add(args.Message);
        var options = LabeledClipViews.Options(_encoder, epochs: 1);
        options.LabelFraction = 0.5;
        options.ValidationFraction = 0.25;
        context.MulticlassClassification.Trainers.SkeletonFineTuning(options).Fit(LabeledClipViews.View(context, 32)).Dispose();
        Assert.That(messages, Has.Some.Contains("on 12 clips, 4 for validation"));
    }

    [Test]
    public void Evaluate_cross_validate_and_one_estimator_fitted_twice_work()
    {
        var view = LabeledClipViews.View(_context, 48);
        var trainer = _context.MulticlassClassification.Trainers.SkeletonFineTuning(_encoder, epochs: 1);
        var folds = _context.MulticlassClassification.CrossValidate(view, trainer, 2);
        Assert.That(folds.Select(fold => fold.Metrics.MicroAccuracy), Has.All.InRange(0, 1));
        using var first = trainer.Fit(view);
        using var second = trainer.Fit(view);
        Assert.That(LabeledClipViews.Scores(second, view), Is.EqualTo(LabeledClipViews.Scores(first, view)));
        var named = trainer.Append(_context.Transforms.Conversion.MapKeyToValue("PredictedLabel")).Fit(view).Transform(view);
        Assert.That(named.Schema["PredictedLabel"].Type, Is.EqualTo(TextDataViewType.Instance));
    }

    [Test]
    public void Saving_and_loading_changes_no_bit_and_one_row_scores_as_many()
    {
        using var model = Fit(_ => { });
        var view = LabeledClipViews.View(_context, 9);
        using var stream = new MemoryStream();
        var toNames = _context.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(model.Transform(view));
        _context.Model.Save(model.Append(toNames), view.Schema, stream);
        var loaded = new MLContext().Model.Load(new MemoryStream(stream.ToArray()), out _);
        Assert.That(LabeledClipViews.Scores(loaded, view), Is.EqualTo(LabeledClipViews.Scores(model, view)));
        using var engine = new MLContext().Model.CreatePredictionEngine<Input, Prediction>(loaded);
        var predicted = LabeledClipViews.Rows(9).Select(row => engine.Predict(new Input { Skeleton = row.Skeleton })).ToList();
        Assert.That(predicted.SelectMany(prediction => prediction.Score), Is.EqualTo(LabeledClipViews.Scores(model, view)));
        static string Best(float[] scores) => LabeledClipViews.Names[Array.IndexOf(scores, scores.Max())];
        var best = predicted.Select(prediction => Best(prediction.Score));
        Assert.That(predicted.Select(prediction => prediction.PredictedLabel), Is.EqualTo(best));
    }

    [Test]
    public void Fine_tuning_begins_with_a_file_and_ends_in_one()
    {
        var folder = Directory.CreateTempSubdirectory("msmclr-");
        try
        {
            var view = LabeledClipViews.View(_context, 24);
            var weights = Path.Combine(folder.FullName, "pretrained.safetensors");
            var tuned = Path.Combine(folder.FullName, "tuned.onnx");
            _encoder.SaveWeights(weights);
            using var fromMemory = Fit(_ => { }, view);
            using var fromFile = FitFrom(weights, view);
            Assert.That(LabeledClipViews.Scores(fromFile, view), Is.EqualTo(LabeledClipViews.Scores(fromMemory, view)));
            fromFile.Encoder.SaveEncoder(tuned);
            using var loaded = _context.Transforms.Skeleton.LoadEncoder(tuned);
            Assert.That(PreparedClips.Features(loaded, view), Is.EqualTo(PreparedClips.Features(fromMemory.Encoder, view)));
            fromFile.Encoder.SaveWeights(weights);
            using var again = FitFrom(weights, view);
            var scores = LabeledClipViews.Scores(again, view);
            Assert.That(scores, Has.All.Matches<float>(float.IsFinite), "a fine-tuned encoder can be tuned again");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Test]
    public void Threads_share_a_model()
    {
        using var model = Fit(_ => { });
        var view = LabeledClipViews.View(_context, 12);
        var expected = LabeledClipViews.Scores(model, view);
        Parallel.For(0, 6, _ => Assert.That(LabeledClipViews.Scores(model, view), Is.EqualTo(expected)));
    }

    private SkeletonFineTuningTransformer FitFrom(string file, IDataView view) => Fit(
        options =>
        {
            options.Encoder = null;
            options.EncoderFile = file;
        },
        view);

    private SkeletonFineTuningTransformer Fit(Action<SkeletonFineTuningTrainer.Options> change, IDataView? view = null)
    {
        var options = LabeledClipViews.Options(_encoder);
        change(options);
        return _context.MulticlassClassification.Trainers.SkeletonFineTuning(options).Fit(view ?? LabeledClipViews.View(_context, 24));
    }

    private sealed record StillAugmentation : SkeletonAugmentation
    {
        public override void Apply(in SkeletonClip clip, ref AugmentationRandom random)
        {
        }
    }
}
