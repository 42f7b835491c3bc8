using Microsoft.ML;
using MsMclr.MLNet.Heads.Labels;
using MsMclr.MLNet.Heads.Linear;

namespace MsMclr.MLNet.Tests;

public partial class SelfSupervisedCatalogTests
{
    private readonly MLContext _context = new(1);

    [Test]
    public void Both_methods_tell_separable_classes_apart_on_unseen_rows([Values] LinearEvaluationMethod method)
    {
        var metrics = Evaluate(View(200, 1), View(80, 2), new() { Method = method });
        Assert.That(metrics.Top1Accuracy, Is.GreaterThan(0.9));
        Assert.That((metrics.TrainCount, metrics.TestCount, metrics.Top5Accuracy), Is.EqualTo((200, 80, 1.0)));
    }

    [Test]
    public void Standardizing_makes_the_default_indifferent_to_scale_and_offset()
    {
        static float Shift(float value, int d) => (value * MathF.Pow(10, d - 3)) + d;
        static FeatureRows.Row Moved(FeatureRows.Row row) => row.With(row.Features.Select(Shift));
        var plain = Evaluate(View(120, 1, noise: 2), View(80, 2, noise: 2));
        var moved = Evaluate(View(120, 1, noise: 2, Moved), View(80, 2, noise: 2, Moved));
        Assert.That(moved.Top1Accuracy, Is.EqualTo(plain.Top1Accuracy).Within(0.03));
        Assert.That(moved.LogLoss, Is.EqualTo(plain.LogLoss).Within(0.02));
    }

    [TestCase(1e-12f)]
    [TestCase(1e12f)]
    public void Embeddings_may_be_as_small_as_those_of_an_untrained_encoder(float scale)
    {
        FeatureRows.Row Scaled(FeatureRows.Row row) => row.With(row.Features.Select(value => value * scale));
        var plain = Evaluate(View(120, 1, noise: 2), View(80, 2, noise: 2));
        var scaled = Evaluate(View(120, 1, noise: 2, Scaled), View(80, 2, noise: 2, Scaled));
        Assert.That(scaled.LogLoss, Is.EqualTo(plain.LogLoss).Within(0.02));
    }

    [Test]
    public void The_epoch_that_is_best_on_test_rows_is_given_where_it_is_asked_for()
    {
        var train = View(60, 1, noise: 4);
        var test = View(80, 2, noise: 4);
        var options = new LinearEvaluationOptions { Method = LinearEvaluationMethod.Sgd, Epochs = 20, BatchSize = 16, Seed = 1 };
        var (known, unknown) = LabeledReader.ReadPair(train, test, FeatureRows.Columns, default);
        var accuracies = new List<double>();
        LinearSgd.Fit(known, options, seed: 1, layer =>
        {
            var metrics = new SelfSupervisedMetrics(layer.Scores(unknown), unknown.Labels, unknown.ClassNames, 60);
            accuracies.Add(metrics.Top1Accuracy);
        });
        Assert.That(accuracies, Has.Count.EqualTo(20));
        Assert.That(accuracies.Max(), Is.GreaterThan(accuracies[^1]), "or the two could not be told apart");
        Assert.That(Evaluate(train, test, options).Top1Accuracy, Is.EqualTo(accuracies[^1]));
        options.BestTestEpoch = true;
        Assert.That(Evaluate(train, test, options).Top1Accuracy, Is.EqualTo(accuracies.Max()));
        options.Method = LinearEvaluationMethod.Lbfgs;
        var refusal = Assert.Throws<ArgumentOutOfRangeException>(() => Evaluate(train, test, options));
        Assert.That(refusal!.Message, Does.Contain("LinearEvaluationOptions.BestTestEpoch"));
    }

    [Test]
    public void Rows_without_a_label_are_ignored()
    {
        var unlabeled = FeatureRows.Rows(40, 9).Select(row => new FeatureRows.Row { Label = uint.MaxValue, Features = row.Features });
        var train = FeatureRows.View(_context, FeatureRows.Rows(100, 1).Concat(unlabeled));
        var test = FeatureRows.View(_context, FeatureRows.Rows(60, 2).Concat(unlabeled));
        var metrics = Evaluate(train, test);
        Assert.That((metrics.TrainCount, metrics.TestCount), Is.EqualTo((100, 60)));
    }

    [Test]
    public void The_same_seed_gives_the_same_figures([Values] LinearEvaluationMethod method)
    {
        var options = new LinearEvaluationOptions { Method = method, Seed = 4, Epochs = 5, BatchSize = 32 };
        double Loss() => Evaluate(View(100, 1, noise: 3), View(60, 2, noise: 3), options).LogLoss;
        var first = Loss();
        Assert.That(Loss(), Is.EqualTo(first));
    }

    [Test]
    public void Without_a_seed_the_contexts_decides()
    {
        static double Loss(int seed)
        {
            var context = new MLContext(seed);
            var options = new LinearEvaluationOptions { Method = LinearEvaluationMethod.Sgd, Epochs = 5, BatchSize = 32 };
            var train = FeatureRows.View(context, 100, 1, noise: 3);
            return context.SelfSupervised.EvaluateLinear(train, FeatureRows.View(context, 60, 2, noise: 3), options).LogLoss;
        }

        var first = Loss(4);
        Assert.That(Loss(4), Is.EqualTo(first));
        Assert.That(Loss(5), Is.Not.EqualTo(first));
    }

    [Test]
    public void The_head_writes_to_the_log_of_the_context()
    {
        var messages = new List<string>();
        var context = new MLContext(1);
        context.Log += (_, entry) => messages.Add(entry.Message);
        context.SelfSupervised.EvaluateLinear(FeatureRows.View(context, 40, 1), FeatureRows.View(context, 40, 2));
        Assert.That(messages, Has.Some.Contains("LBFGS Optimizer"));
        Assert.That(messages, Has.Some.Contains("EvaluateLinear").And.Some.Contains("top-1"));
    }

    [Test]
    public void Different_key_values_are_refused_by_name()
    {
        var other = FeatureRows.View(_context, FeatureRows.Rows(8, 1), ["wave", "sit", "kick", "jump"]);
        var refusal = Assert.Throws<ArgumentException>(() => Evaluate(View(8, 1), other));
        Assert.That(refusal!.Message, Does.Contain("key values of 'Label' differ").And.Contain("wave, sit"));
    }

    [Test]
    public void Wrong_columns_and_values_are_refused_by_name()
    {
        var view = View(8, 1);
        void Refuses(LinearEvaluationOptions options, string message)
        {
            var refusal = Assert.Throws<ArgumentOutOfRangeException>(() => Evaluate(view, view, options));
            Assert.That(refusal!.Message, Does.Contain(message));
        }

        Refuses(new() { FeatureColumnName = "Nope" }, "Could not find input column 'Nope'");
        Refuses(new() { FeatureColumnName = "Label" }, "expected Vector<Single, D>, got Key<UInt32");
        Refuses(new() { LabelColumnName = "Features" }, "expected Key<UInt32>");
        Refuses(new() { Epochs = 0 }, "LinearEvaluationOptions.Epochs is 0; allowed: 1 to 1000000");
    }

    [Test]
    public void Rows_that_cannot_be_judged_are_refused_by_number()
    {
        var view = View(8, 1);
        var rows = FeatureRows.Rows(8, 1).ToList();
        rows[3] = new FeatureRows.Row { Label = 1, Features = [1, 2, float.NaN, 4, 5, 6] };
        var broken = Assert.Throws<InvalidOperationException>(() => Evaluate(view, FeatureRows.View(_context, rows)));
        Assert.That(broken!.Message, Does.Contain("Row 3 of column 'Features' (test)"));
        var empty = Assert.Throws<InvalidOperationException>(() => Evaluate(view, FeatureRows.View(_context, [])));
        Assert.That(empty!.Message, Does.Contain("'test' has no row"));
    }

    [Test]
    public void A_canceled_evaluation_ends([Values] LinearEvaluationMethod method)
    {
        var options = new LinearEvaluationOptions { Method = method, CancellationToken = new(true) };
        Assert.That(() => Evaluate(View(8, 1), View(8, 1), options), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test, CancelAfter(60_000)]
    public void A_token_ends_the_search_for_the_optimum()
    {
        using var source = new CancellationTokenSource();
        var context = new MLContext(1);
        // Canceled by the search's own first message, so the search is under way.
        context.Log += (_, entry) =>
        {
            if (entry.Message.Contains("Beginning optimization"))
                source.Cancel();
        };
        var options = new LinearEvaluationOptions { MaximumIterations = 1_000_000, L2Regularization = 0, CancellationToken = source.Token };
        var view = FeatureRows.View(context, 400, 1, noise: 4);
        var ended = Assert.Catch<OperationCanceledException>(() => context.SelfSupervised.EvaluateLinear(view, view, options));
        Assert.That(ended!.CancellationToken, Is.EqualTo(source.Token));
    }

    private SelfSupervisedMetrics Evaluate(IDataView train, IDataView test, LinearEvaluationOptions? options = null)
        => _context.SelfSupervised.EvaluateLinear(train, test, options);

    private IDataView View(int count, int seed, double noise = 0.8, Func<FeatureRows.Row, FeatureRows.Row>? change = null)
    {
        var rows = FeatureRows.Rows(count, seed, noise);
        return FeatureRows.View(_context, change is null ? rows : rows.Select(change));
    }
}
