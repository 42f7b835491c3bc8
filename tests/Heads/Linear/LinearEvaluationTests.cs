using Microsoft.ML;
using MsMclr.MLNet.Heads.Labels;
using MsMclr.MLNet.Heads.Linear;

namespace MsMclr.MLNet.Tests;

public class LinearEvaluationTests
{
    private readonly MLContext _context = new(1);

    [Test]
    public void Two_steps_of_the_papers_head_are_the_golden_ones()
    {
        using var manifest = GoldenData.Manifest("manifest.json");
        var scalars = manifest.RootElement.GetProperty("scalars").GetProperty("linear_eval");
        var features = GoldenArray.Read("small/eval/q_pooled.npy");
        var labels = scalars.GetProperty("labels").EnumerateArray().Select(label => label.GetInt32()).ToArray();
        var rows = new LabeledFeatures(features.Values, 16, labels, ["a", "b", "c", "d", "e"]);
        var layer = new SoftmaxRegression(5, 16);
        GoldenArray.Read("small/linear_eval/fc_weight_init.npy").Values.CopyTo(layer.Weights, 0);
        GoldenArray.Read("small/linear_eval/fc_bias_init.npy").Values.CopyTo(layer.Biases, 0);
        var descent = new LinearSgd(layer, rows);
        var losses = scalars.GetProperty("losses").EnumerateArray().Select(loss => loss.GetDouble()).ToArray();
        for (var step = 0; step < 2; step++)
        {
            GoldenData.AssertMatches($"small/linear_eval/logits_step{step}.npy", Logits(layer, rows));
            Assert.That(descent.Step([0, 1, 2, 3, 4, 5, 6, 7], 3), Is.EqualTo(losses[step]).Within(0.01).Percent);
        }

        GoldenData.AssertMatches("small/linear_eval/fc_weight_final.npy", layer.Weights);
        GoldenData.AssertMatches("small/linear_eval/fc_bias_final.npy", layer.Biases);
    }

    [Test]
    public void Both_methods_tell_separable_classes_apart_on_unseen_rows([Values] LinearEvaluationMethod method)
    {
        var metrics = _context.SelfSupervised.EvaluateLinear(FeatureRows.View(_context, FeatureRows.Rows(200, 1)), FeatureRows.View(_context, FeatureRows.Rows(80, 2)), new() { Method = method });
        Assert.That(metrics.Top1Accuracy, Is.GreaterThan(0.9));
        Assert.That((metrics.TrainCount, metrics.TestCount, metrics.Top5Accuracy), Is.EqualTo((200, 80, 1.0)));
    }

    [Test]
    public void Standardizing_makes_the_default_indifferent_to_scale_and_offset()
    {
        IEnumerable<FeatureRows.Row> Moved(IEnumerable<FeatureRows.Row> rows) => rows.Select(row => new FeatureRows.Row { Label = row.Label, Features = [.. row.Features.Select((value, d) => (value * MathF.Pow(10, d - 3)) + d)] });
        var plain = _context.SelfSupervised.EvaluateLinear(FeatureRows.View(_context, FeatureRows.Rows(120, 1, 2)), FeatureRows.View(_context, FeatureRows.Rows(80, 2, 2)));
        var moved = _context.SelfSupervised.EvaluateLinear(FeatureRows.View(_context, Moved(FeatureRows.Rows(120, 1, 2))), FeatureRows.View(_context, Moved(FeatureRows.Rows(80, 2, 2))));
        Assert.That(moved.Top1Accuracy, Is.EqualTo(plain.Top1Accuracy).Within(0.03));
        Assert.That(moved.LogLoss, Is.EqualTo(plain.LogLoss).Within(0.02));
    }

    [TestCase(1e-12f)]
    [TestCase(1e12f)]
    public void Embeddings_may_be_as_small_as_those_of_an_untrained_encoder(float scale)
    {
        IEnumerable<FeatureRows.Row> Scaled(IEnumerable<FeatureRows.Row> rows) => rows.Select(row => new FeatureRows.Row { Label = row.Label, Features = [.. row.Features.Select(value => value * scale)] });
        var plain = _context.SelfSupervised.EvaluateLinear(FeatureRows.View(_context, FeatureRows.Rows(120, 1, 2)), FeatureRows.View(_context, FeatureRows.Rows(80, 2, 2)));
        var scaled = _context.SelfSupervised.EvaluateLinear(FeatureRows.View(_context, Scaled(FeatureRows.Rows(120, 1, 2))), FeatureRows.View(_context, Scaled(FeatureRows.Rows(80, 2, 2))));
        Assert.That(scaled.LogLoss, Is.EqualTo(plain.LogLoss).Within(0.02));
    }

    [Test]
    public void The_epoch_that_is_best_on_test_rows_is_given_where_it_is_asked_for()
    {
        var (train, test) = (FeatureRows.View(_context, FeatureRows.Rows(60, 1, 4)), FeatureRows.View(_context, FeatureRows.Rows(80, 2, 4)));
        var options = new LinearEvaluationOptions { Method = LinearEvaluationMethod.Sgd, Epochs = 20, BatchSize = 16 };
        var (known, unknown) = LabeledFeatures.ReadPair(train, test, options.LabelColumnName, options.FeatureColumnName, default);
        var accuracies = new List<double>();
        LinearSgd.Fit(known, options, layer => accuracies.Add(new SelfSupervisedMetrics(layer.Scores(unknown), unknown.Labels, unknown.ClassNames, 60).Top1Accuracy));
        Assert.That(accuracies, Has.Count.EqualTo(20));
        Assert.That(accuracies.Max(), Is.GreaterThan(accuracies[^1]), "or the two could not be told apart");
        Assert.That(_context.SelfSupervised.EvaluateLinear(train, test, options).Top1Accuracy, Is.EqualTo(accuracies[^1]));
        options.BestTestEpoch = true;
        Assert.That(_context.SelfSupervised.EvaluateLinear(train, test, options).Top1Accuracy, Is.EqualTo(accuracies.Max()));
        options.Method = LinearEvaluationMethod.Lbfgs;
        Assert.That(() => _context.SelfSupervised.EvaluateLinear(train, test, options), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("LinearEvaluationOptions.BestTestEpoch"));
    }

    [Test]
    public void Rows_without_a_label_are_ignored()
    {
        var unlabeled = FeatureRows.Rows(40, 9).Select(row => new FeatureRows.Row { Label = uint.MaxValue, Features = row.Features });
        var metrics = _context.SelfSupervised.EvaluateLinear(FeatureRows.View(_context, FeatureRows.Rows(100, 1).Concat(unlabeled)), FeatureRows.View(_context, FeatureRows.Rows(60, 2).Concat(unlabeled)));
        Assert.That((metrics.TrainCount, metrics.TestCount), Is.EqualTo((100, 60)));
    }

    [Test]
    public void The_same_seed_gives_the_same_figures([Values] LinearEvaluationMethod method)
    {
        double Loss(int seed) => _context.SelfSupervised.EvaluateLinear(FeatureRows.View(_context, FeatureRows.Rows(100, 1, 3)), FeatureRows.View(_context, FeatureRows.Rows(60, 2, 3)),
            new() { Method = method, Seed = seed, Epochs = 5, BatchSize = 32 }).LogLoss;
        var first = Loss(4);
        Assert.That(Loss(4), Is.EqualTo(first));
    }

    [Test]
    public void Different_key_values_are_refused_by_name()
        => Assert.That(() => _context.SelfSupervised.EvaluateLinear(FeatureRows.View(_context, FeatureRows.Rows(8, 1)), FeatureRows.View(_context, FeatureRows.Rows(8, 1), ["wave", "sit", "kick", "jump"])),
            Throws.ArgumentException.With.Message.Contains("key values of 'Label' differ").And.Message.Contains("wave, sit"));

    [Test]
    public void Wrong_columns_and_values_are_refused_by_name()
    {
        var view = FeatureRows.View(_context, FeatureRows.Rows(8, 1));
        Assert.That(() => _context.SelfSupervised.EvaluateLinear(view, view, new() { FeatureColumnName = "Nope" }), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("Could not find input column 'Nope'"));
        Assert.That(() => _context.SelfSupervised.EvaluateLinear(view, view, new() { FeatureColumnName = "Label" }), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("expected Vector<Single, D>, got Key<UInt32"));
        Assert.That(() => _context.SelfSupervised.EvaluateLinear(view, view, new() { LabelColumnName = "Features" }), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("expected Key<UInt32>"));
        var broken = FeatureRows.View(_context, FeatureRows.Rows(8, 1).Select((row, i) => i == 3 ? new FeatureRows.Row { Label = 1, Features = [1, 2, float.NaN, 4, 5, 6] } : row));
        Assert.That(() => _context.SelfSupervised.EvaluateLinear(view, broken), Throws.InvalidOperationException.With.Message.Contains("Row 3 of column 'Features' (test)"));
        Assert.That(() => _context.SelfSupervised.EvaluateLinear(view, FeatureRows.View(_context, [])), Throws.InvalidOperationException.With.Message.Contains("'test' has no row"));
        Assert.That(() => _context.SelfSupervised.EvaluateLinear(view, view, new() { Epochs = 0 }), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("1 to 1000000"));
    }

    [Test]
    public void A_canceled_evaluation_ends([Values] LinearEvaluationMethod method)
    {
        var view = FeatureRows.View(_context, FeatureRows.Rows(8, 1));
        Assert.That(() => _context.SelfSupervised.EvaluateLinear(view, view, new() { Method = method, CancellationToken = new(true) }), Throws.InstanceOf<OperationCanceledException>());
    }

    private static float[] Logits(SoftmaxRegression layer, LabeledFeatures rows)
    {
        var logits = new float[rows.Count * rows.Classes];
        for (var row = 0; row < rows.Count; row++)
            layer.Logits(rows[row], logits.AsSpan(row * rows.Classes, rows.Classes));
        return logits;
    }
}
