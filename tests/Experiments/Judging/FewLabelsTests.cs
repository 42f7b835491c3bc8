using Microsoft.ML;

namespace MsMclr.MLNet.Tests;

public sealed class FewLabelsTests
{
    private readonly MLContext _ml = new(1);

    [Test]
    public void More_labels_find_more_and_differ_less_between_draws()
    {
        var scores = Evaluate(new FewLabelsOptions { LabelsPerClass = [1, 20], Draws = 8, Seed = 3 }, noise: 1.8);
        Assert.That(scores.Select(score => score.LabelsPerClass), Is.EqualTo(new[] { 1, 20 }));
        Assert.That(scores[1].Mean, Is.GreaterThan(scores[0].Mean + 0.05));
        Assert.That(scores[1].Spread, Is.LessThan(scores[0].Spread));
        Assert.That(scores[0].Mean, Is.InRange(0.3, 0.95));
    }

    [Test]
    public void All_labels_are_those_of_linear_evaluation_by_ridge()
    {
        var scores = Evaluate(new FewLabelsOptions { LabelsPerClass = [1000], Seed = 3 }, noise: 1.8);
        var all = _ml.SelfSupervised.EvaluateLinear(
            FeatureRows.View(_ml, 200, 1, 1.8),
            FeatureRows.View(_ml, 300, 2, 1.8),
            new LinearEvaluationOptions { Method = LinearEvaluationMethod.Ridge });
        Assert.That(scores[0].Mean, Is.EqualTo(all.Top1Accuracy).Within(1e-12));
        Assert.That(scores[0].Spread, Is.EqualTo(0).Within(1e-12));
    }

    [Test]
    public void The_same_seed_gives_the_same_figures_and_another_one_others()
    {
        var once = Evaluate(new FewLabelsOptions { Seed = 3 }, noise: 1.8);
        Assert.That(Evaluate(new FewLabelsOptions { Seed = 3 }, noise: 1.8), Is.EqualTo(once));
        Assert.That(Evaluate(new FewLabelsOptions { Seed = 400 }, noise: 1.8), Is.Not.EqualTo(once));
        Assert.That(once.Select(score => score.LabelsPerClass), Is.EqualTo(new[] { 1, 3, 10 }));
    }

    [Test]
    public void Without_a_seed_it_is_the_contexts()
    {
        IReadOnlyList<FewLabelsScore> Of(int seed) => FewLabels.Evaluate(
            new MLContext(seed),
            FeatureRows.View(_ml, 200, 1, 1.8),
            FeatureRows.View(_ml, 300, 2, 1.8));
        var once = Of(5);
        Assert.That(Of(5), Is.EqualTo(once));
        Assert.That(Of(6), Is.Not.EqualTo(once));
    }

    [Test]
    public void Wrong_options_and_canceled_tokens_are_refused()
    {
        Refused(new FewLabelsOptions { LabelsPerClass = [3, 0] }, "LabelsPerClass is 0; allowed: 1 and more");
        Refused(new FewLabelsOptions { Draws = 0 }, "Draws is 0; allowed: 1 to 1000");
        Refused(new FewLabelsOptions { FeatureColumnName = "Nope" }, "Could not find input column 'Nope'");
        var stopped = new FewLabelsOptions { CancellationToken = new CancellationToken(canceled: true) };
        Assert.That(() => Evaluate(stopped, noise: 1), Throws.InstanceOf<OperationCanceledException>());
    }

    private void Refused(FewLabelsOptions options, string reason) => Assert.That(
        () => Evaluate(options, noise: 1),
        Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains(reason));

    private IReadOnlyList<FewLabelsScore> Evaluate(FewLabelsOptions options, double noise)
        => FewLabels.Evaluate(_ml, FeatureRows.View(_ml, 200, 1, noise), FeatureRows.View(_ml, 300, 2, noise), options);
}
