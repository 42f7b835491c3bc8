using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Heads.Labels;
using MsMclr.MLNet.Heads.Ridge;

namespace MsMclr.MLNet.Tests;

public class RidgeTrainerTests
{
    private readonly MLContext _context = new(1);

    [TestCase(6)]
    [TestCase(90)]
    public void Scores_are_the_softmax_of_the_fitted_scores(int dimension)
    {
        var train = FeatureRows.Rows(61, 1, 3, dimension).ToList();
        var test = FeatureRows.Rows(37, 2, 3, dimension).ToList();
        using var model = Train(train, dimension);
        var rows = LabeledReader.Read(View(train, dimension), FeatureRows.Columns, "train", default);
        var plain = RidgeModel.Fit(rows, RidgeTrainer.Options.UsualStrengths, normalize: true, default);
        var expected = test.SelectMany(row => Probabilities(plain, row.Features)).ToArray();
        var scored = model.Transform(View(test, dimension));
        var actual = scored.GetColumn<float[]>("Score").SelectMany(score => score).ToArray();
        GoldenData.AssertClose(expected, actual, 1e-5, 1e-4, "scores");
        var best = expected.Chunk(4).Select(score => (uint)Array.IndexOf(score, score.Max()) + 1);
        Assert.That(scored.GetColumn<uint>("PredictedLabel"), Is.EqualTo(best));
        Assert.That(model.Strength, Is.EqualTo(plain.Strength));
    }

    [Test]
    public void Classes_are_named_and_nothing_temporary_is_left()
    {
        using var model = Train(FeatureRows.Rows(40, 1));
        var scored = model.Transform(View(FeatureRows.Rows(8, 2)));
        var slots = default(VBuffer<ReadOnlyMemory<char>>);
        scored.Schema["Score"].GetSlotNames(ref slots);
        Assert.That(slots.DenseValues().Select(name => name.ToString()), Is.EqualTo(FeatureRows.Names));
        Assert.That(scored.Schema.Select(column => column.Name), Is.EqualTo(new[] { "Label", "Features", "PredictedLabel", "Score" }));
        Assert.That(scored.Schema["Score"].Type, Is.EqualTo(new VectorDataViewType(NumberDataViewType.Single, 4)));
        var named = _context.Transforms.Conversion.MapKeyToValue("Name", "PredictedLabel").Fit(scored).Transform(scored);
        Assert.That(named.GetColumn<string>("Name"), Is.EqualTo(FeatureRows.Rows(8, 2).Select(row => FeatureRows.Names[row.Label])));
    }

    [Test]
    public void Saving_and_loading_changes_no_bit([Values(6, 90)] int dimension)
    {
        var train = View(FeatureRows.Rows(61, 1, 3, dimension), dimension);
        var test = View(FeatureRows.Rows(37, 2, 3, dimension), dimension);
        using var model = _context.MulticlassClassification.Trainers.Ridge().Fit(train);
        using var stream = new MemoryStream();
        _context.Model.Save(model, train.Schema, stream);
        var loaded = new MLContext().Model.Load(new MemoryStream(stream.ToArray()), out _);
        Assert.That(loaded.Transform(test).GetColumn<float[]>("Score"), Is.EqualTo(model.Transform(test).GetColumn<float[]>("Score")));
        var row = FeatureRows.Rows(37, 2, 3, dimension).First();
        using var engine = new MLContext().Model.CreatePredictionEngine<FeatureRows.Row, Prediction>(loaded, inputSchema: test.Schema);
        Assert.That(engine.Predict(row).Score, Is.EqualTo(model.Transform(test).GetColumn<float[]>("Score").First()));
    }

    [Test]
    public void Evaluate_and_cross_validate_accept_it()
    {
        var trainer = _context.MulticlassClassification.Trainers.Ridge();
        var folds = _context.MulticlassClassification.CrossValidate(View(FeatureRows.Rows(120, 1)), trainer, 3);
        Assert.That(folds.Select(fold => fold.Metrics.MicroAccuracy), Has.All.GreaterThan(0.9));
    }

    [Test]
    public void Calibration_lowers_the_log_loss_on_rows_that_training_did_not_see()
    {
        using var model = Train(FeatureRows.Rows(200, 1, 2));
        var metrics = _context.MulticlassClassification.Evaluate(model.Transform(View(FeatureRows.Rows(400, 2, 2))));
        var rows = FeatureRows.Read(_context, FeatureRows.Rows(200, 1, 2));
        var plain = RidgeModel.Fit(rows, [model.Strength], normalize: true, default);
        var raw = FeatureRows.Rows(400, 2, 2).Average(row => -Math.Log(Probabilities(plain, row.Features, temperature: 1)[row.Label]));
        Assert.That(metrics.LogLoss, Is.LessThan(raw - 0.1));
        Assert.That(metrics.LogLoss, Is.EqualTo(model.LeaveOneOutLogLoss!.Value).Within(0.1));
        Assert.That(metrics.MicroAccuracy, Is.EqualTo(model.LeaveOneOutAccuracy!.Value).Within(0.08));
    }

    [Test]
    public void Noise_asks_for_more_strength()
    {
        using var clear = Train(FeatureRows.Rows(40, 1, 0.2, 60), 60);
        using var noisy = Train(FeatureRows.Rows(40, 1, 6, 60), 60);
        Assert.That(noisy.Strength, Is.GreaterThan(clear.Strength));
    }

    [Test]
    public void The_scale_of_a_feature_does_not_matter_unless_told_so()
    {
        var rows = FeatureRows.Rows(60, 1, 3).ToList();
        float[] factors = [1e-10f, 1, 1e6f, 3, 0.1f, 20];
        var scaled = rows.Select(row => new FeatureRows.Row
        {
            Label = row.Label,
            Features = [.. row.Features.Zip(factors, (value, factor) => value * factor)],
        }).ToList();
        using var one = Train(rows);
        using var other = Train(scaled);
        var expected = one.Transform(View(rows)).GetColumn<float[]>("Score").SelectMany(score => score).ToArray();
        var actual = other.Transform(View(scaled)).GetColumn<float[]>("Score").SelectMany(score => score).ToArray();
        GoldenData.AssertClose(expected, actual, 1e-4, 1e-3, "scores");
        var options = new RidgeTrainer.Options { NormalizeFeatures = false };
        using var plain = _context.MulticlassClassification.Trainers.Ridge(options).Fit(View(scaled));
        var different = plain.Transform(View(scaled)).GetColumn<float[]>("Score").SelectMany(score => score).ToArray();
        Assert.That(different.Zip(expected, (x, y) => Math.Abs(x - y)).Max(), Is.GreaterThan(0.01f));
    }

    [Test]
    public void Features_that_hardly_vary_around_a_large_mean_are_read_exactly()
    {
        var rows = FeatureRows.Rows(60, 1, 0.4).Select(row => new FeatureRows.Row
        {
            Label = row.Label,
            Features = [.. row.Features.Select(value => 1000 + (value / 10))],
        }).ToList();
        using var model = Train(rows);
        Assert.That(_context.MulticlassClassification.Evaluate(model.Transform(View(rows))).MicroAccuracy, Is.EqualTo(1));
    }

    [Test]
    public void Constant_features_count_for_nothing()
    {
        var rows = FeatureRows.Rows(60, 1).Select(row => new FeatureRows.Row { Label = row.Label, Features = [.. row.Features, 0, 7.7f] });
        using var model = Train(rows, 8);
        using var without = Train(FeatureRows.Rows(60, 1));
        var expected = without.Transform(View(FeatureRows.Rows(60, 1))).GetColumn<float[]>("Score").SelectMany(score => score).ToArray();
        var actual = model.Transform(View(rows, 8)).GetColumn<float[]>("Score").SelectMany(score => score).ToArray();
        GoldenData.AssertClose(expected, actual, 1e-5, 1e-4, "scores");
        var constant = FeatureRows.Rows(8, 1).Select(row => new FeatureRows.Row { Label = row.Label, Features = [1, 2, 3, 4, 5, 6] });
        using var blind = Train(constant);
        Assert.That(Scores(blind, constant), Has.All.EqualTo(0.25f).Within(1e-5));
    }

    [Test]
    public void One_row_a_class_is_enough()
    {
        const int Dimension = 4; // No feature is noise alone: with one row a class, scaling makes noise as large as the rest.
        using var model = Train(FeatureRows.Rows(4, 1, 0.4, Dimension), Dimension);
        Assert.That(model.LeaveOneOutAccuracy, Is.Null);
        Assert.That(model.LeaveOneOutLogLoss, Is.Null);
        var scored = model.Transform(View(FeatureRows.Rows(200, 2, 0.4, Dimension), Dimension));
        Assert.That(_context.MulticlassClassification.Evaluate(scored).MicroAccuracy, Is.GreaterThan(0.9));
        using var single = Train(FeatureRows.Rows(1, 1));
        Assert.That(single.Transform(View(FeatureRows.Rows(5, 2))).GetColumn<uint>("PredictedLabel"), Has.All.EqualTo(1));
    }

    [Test]
    public void Rows_alone_in_their_class_are_learned_and_take_no_part_in_the_choice()
    {
        var rows = FeatureRows.Rows(60, 1).Where((row, place) => row.Label != 3 || place == 3).ToList();
        using var model = Train(rows);
        Assert.That(model.LeaveOneOutAccuracy, Is.EqualTo(1));
        var alone = model.Transform(View(rows)).GetColumn<float[]>("Score").Select(score => score[3]).ToArray();
        Assert.That(Array.IndexOf(alone, alone.Max()), Is.EqualTo(3), "of all rows it is the likeliest of its class");
    }

    [Test]
    public void Classes_without_a_row_are_never_predicted()
    {
        var rows = FeatureRows.Rows(60, 1).Where(row => row.Label != 1).ToList();
        using var model = Train(rows);
        Assert.That(model.Transform(View(rows)).GetColumn<float[]>("Score").Select(score => score[1]), Has.All.LessThan(1e-6f));
        var one = FeatureRows.Rows(60, 1).Where(row => row.Label == 2).ToList();
        using var only = Train(one);
        Assert.That(only.Transform(View(one)).GetColumn<float[]>("Score").Select(score => score[2]), Has.All.GreaterThan(0.999f));
    }

    [Test]
    public void Rows_without_a_label_are_ignored()
    {
        var labeled = FeatureRows.Rows(40, 1).ToList();
        var unlabeled = FeatureRows.Rows(40, 7, 30).Select(row => new FeatureRows.Row { Label = 99, Features = row.Features });
        using var expected = Train(labeled);
        using var model = Train(labeled.Concat(unlabeled));
        Assert.That(Scores(model, labeled), Is.EqualTo(Scores(expected, labeled)));
    }

    [Test]
    public void Features_that_are_not_finite_are_refused([Values(float.NaN, float.PositiveInfinity)] float value)
    {
        var rows = FeatureRows.Rows(8, 1).ToList();
        rows[5].Features[2] = value;
        Assert.That(() => Train(rows), Throws.InvalidOperationException.With.Message.Contains("Row 5").And.Message.Contains("not finite"));
    }

    [Test]
    public void Wrong_columns_and_options_are_refused_with_a_reason()
    {
        var trainers = _context.MulticlassClassification.Trainers;
        var view = View(FeatureRows.Rows(8, 1));
        Refused(() => trainers.Ridge(featureColumnName: "Nope").Fit(view), "Could not find input column 'Nope'");
        Refused(() => trainers.Ridge("Nope").Fit(view), "Could not find input column 'Nope'");
        Refused(() => trainers.Ridge(featureColumnName: "Label").Fit(view), "expected Vector<Single, D>");
        Refused(() => trainers.Ridge("Features").Fit(view), "expected Key<UInt32>");
        Refused(() => trainers.Ridge(new RidgeTrainer.Options { Strengths = [] }), "is empty");
        Refused(() => trainers.Ridge(new RidgeTrainer.Options { Strengths = [1, 0] }), "finite numbers above 0");
        Refused(() => trainers.Ridge(new RidgeTrainer.Options { Strengths = [double.NaN] }), "finite numbers above 0");
        var stopped = new RidgeTrainer.Options { CancellationToken = new CancellationToken(canceled: true) };
        Assert.That(() => trainers.Ridge(stopped).Fit(view), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void Estimators_copy_their_options()
    {
        double[] strengths = [1, 10];
        var options = new RidgeTrainer.Options { Strengths = strengths };
        var trainer = _context.MulticlassClassification.Trainers.Ridge(options);
        strengths[0] = strengths[1] = 1e6;
        using var model = trainer.Fit(View(FeatureRows.Rows(40, 1)));
        Assert.That(model.Strength, Is.LessThanOrEqualTo(10));
    }

    private static void Refused(Action action, string reason)
        => Assert.That(action, Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains(reason));

    private static float[] Probabilities(RidgeModel model, float[] features, double? temperature = null)
    {
        var scores = Enumerable.Range(0, model.Classes).Select(label => model.Biases[label]
            + features.Select((value, i) => ((double)value - model.Offsets[i]) * model.Weights[(label * features.Length) + i]).Sum());
        var weights = scores.Select(score => Math.Exp(score / (temperature ?? model.Temperature))).ToArray();
        return [.. weights.Select(weight => (float)(weight / weights.Sum()))];
    }

    private static float[] Scores(RidgeTransformer model, IEnumerable<FeatureRows.Row> rows)
        => [.. model.Transform(View(rows)).GetColumn<float[]>("Score").SelectMany(score => score)];

    private static IDataView View(IEnumerable<FeatureRows.Row> rows, int dimension = 6)
        => FeatureRows.View(new MLContext(1), rows, dimension: dimension);

    private RidgeTransformer Train(IEnumerable<FeatureRows.Row> rows, int dimension = 6)
        => _context.MulticlassClassification.Trainers.Ridge().Fit(View(rows, dimension));

    private sealed class Prediction
    {
        public float[] Score { get; set; } = [];
    }
}
