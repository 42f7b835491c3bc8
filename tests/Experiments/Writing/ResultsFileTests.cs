using System.Text.Json;

namespace MsMclr.MLNet.Tests;

public sealed class ResultsFileTests
{
    private static readonly string[] Rows = ["raw", "random_convolutions", "untrained", "trained"];

    [Test]
    public void Every_row_has_a_share_by_each_head_and_with_few_labels()
    {
        var result = SampleResult.Make();
        var json = Written(new ExperimentOptions { Dataset = "made-up", Split = "halves", RecipeName = "small", Epochs = 3 }, result);
        Assert.That(json.GetProperty("linear").EnumerateObject().Select(row => row.Name), Is.EqualTo(Rows));
        Assert.That(json.GetProperty("knn").EnumerateObject().Select(row => row.Name), Is.EqualTo(Rows));
        Assert.That(Share(json, "linear", "random_convolutions"), Is.EqualTo(result.RandomConvolutions!.Linear.Top1Accuracy));
        Assert.That(Share(json, "knn", "trained"), Is.EqualTo(result.Trained.NearestNeighbors.Top1Accuracy));
        var few = json.GetProperty("few_labels");
        Assert.That(few.EnumerateObject().Select(row => row.Name), Is.EqualTo(new[] { "1", "10" }));
        Assert.That(few.GetProperty("10").EnumerateObject().Select(row => row.Name), Is.EqualTo(Rows));
        Assert.That(Share(few, "10", "random_convolutions"), Is.EqualTo(0.45));
        Assert.That(Share(json.GetProperty("few_labels_spread"), "1", "raw"), Is.EqualTo(0.01));
        Assert.That(json.GetProperty("seconds").GetDouble(), Is.EqualTo(12.3));
        Assert.That(json.GetProperty("clips_per_second").GetDouble(), Is.EqualTo(56.8));
        Assert.That(json.GetProperty("split").GetString(), Is.EqualTo("halves"));
        Assert.That(json.TryGetProperty("seeds", out _), Is.False);
    }

    [Test]
    public void Ranks_probes_and_ceiling_stand_beside()
    {
        var made = SampleResult.Make();
        var probed = made.Trained with { EffectiveRank = 23.456, Probes = new(Mirror: 0.6, Time: 0.7, Side: 0.9) };
        var result = made with { Seeds = [new SeedScores(1, made.Untrained, probed) { Ceiling = 0.95 }] };
        var json = Written(new ExperimentOptions(), result);
        Assert.That(Share(json, "effective_rank", "trained"), Is.EqualTo(23.46));
        Assert.That(Share(json.GetProperty("probes"), "side", "trained"), Is.EqualTo(0.9));
        Assert.That(Share(json.GetProperty("probes"), "time", "trained"), Is.EqualTo(0.7));
        Assert.That(Share(json.GetProperty("probes"), "mirror", "trained"), Is.EqualTo(0.6));
        Assert.That(json.GetProperty("ceiling").GetDouble(), Is.EqualTo(0.95));
        Assert.That(result.Lines[^1].Name, Is.EqualTo("Same network, supervised"));
        Assert.That(result.Lines[^1].LinearText, Is.EqualTo("95.0 %"));
    }

    [Test]
    public void The_saved_models_calibration_stands_with_the_error_before_and_after()
    {
        var made = SampleResult.Make();
        var calibration = new CalibrationScore(1.5, made.Untrained.Linear, made.Trained.Linear);
        var result = made with { Seeds = [new SeedScores(1, made.Untrained, made.Trained) { Calibration = calibration }] };
        var json = Written(new ExperimentOptions(), result).GetProperty("calibration");
        Assert.That(json.GetProperty("temperature").GetDouble(), Is.EqualTo(1.5));
        var before = made.Untrained.Linear.ExpectedCalibrationError;
        Assert.That(json.GetProperty("error_before").GetDouble(), Is.EqualTo(before).Within(1e-6));
        Assert.That(json.GetProperty("log_loss_after").GetDouble(), Is.EqualTo(made.Trained.Linear.LogLoss).Within(1e-6));
    }

    [Test]
    public void What_was_not_judged_is_left_out()
    {
        var json = Written(new ExperimentOptions(), SampleResult.Make(withConvolutions: false));
        string[] rows = ["raw", "untrained", "trained"];
        Assert.That(json.GetProperty("linear").EnumerateObject().Select(row => row.Name), Is.EqualTo(rows));
        Assert.That(json.GetProperty("few_labels").GetProperty("1").EnumerateObject().Select(row => row.Name), Is.EqualTo(rows));
        foreach (var name in new[] { "fused", "fine_tuning", "linear_head", "precision", "encoder", "probes", "ceiling", "calibration" })
            Assert.That(json.TryGetProperty(name, out _), Is.False, name);
    }

    [Test]
    public void Several_seeds_have_their_own_shares_and_the_first_ones_stand_above()
    {
        var result = SampleResult.Make(seeds: 2);
        var json = Written(new ExperimentOptions(), result);
        var seeds = json.GetProperty("seeds").EnumerateArray().ToList();
        Assert.That(seeds.Select(seed => seed.GetProperty("seed").GetInt32()), Is.EqualTo(new[] { 1, 2 }));
        Assert.That(Share(seeds[1], "linear", "untrained"), Is.EqualTo(result.Seeds[1].Untrained.Linear.Top1Accuracy));
        Assert.That(Share(json, "linear", "untrained"), Is.EqualTo(result.Seeds[0].Untrained.Linear.Top1Accuracy));
    }

    [TestCase(LinearEvaluationMethod.Sgd, false, "sgd")]
    [TestCase(LinearEvaluationMethod.Sgd, true, "sgd-best")]
    [TestCase(LinearEvaluationMethod.Lbfgs, false, "lbfgs")]
    public void Another_head_than_the_usual_one_is_named(LinearEvaluationMethod method, bool bestTestEpoch, string name)
    {
        var options = new ExperimentOptions { LinearHead = method, BestTestEpoch = bestTestEpoch };
        Assert.That(Written(options, SampleResult.Make()).GetProperty("linear_head").GetString(), Is.EqualTo(name));
    }

    private static JsonElement Written(ExperimentOptions options, ExperimentResult result)
    {
        using var folder = new TemporaryFolder();
        ResultsFile.Write(options with { Folder = folder.Path }, result);
        using var document = JsonDocument.Parse(File.ReadAllText(folder.File("results.json")));
        return document.RootElement.Clone();
    }

    private static double Share(JsonElement part, string head, string row) => part.GetProperty(head).GetProperty(row).GetDouble();
}
