using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

public class TemperatureScalingTrainerTests
{
    private readonly MLContext _context = new(1);

    [Test]
    public void No_prediction_changes_and_the_temperature_is_applied_to_the_probabilities()
    {
        var view = People(600, noise: 2.5);
        var trainers = _context.MulticlassClassification.Trainers;
        using var calibrated = trainers.Calibrate(trainers.NearestNeighbors(k: 5)).Fit(view);
        using var plain = trainers.NearestNeighbors(k: 5).Fit(view);
        var before = plain.Transform(view);
        var after = calibrated.Transform(view);
        Assert.That(after.GetColumn<uint>("PredictedLabel"), Is.EqualTo(before.GetColumn<uint>("PredictedLabel")));
        var scores = after.GetColumn<float[]>("Score").ToArray();
        foreach (var (given, plainly) in scores.Zip(before.GetColumn<float[]>("Score")))
        {
            var powers = plainly.Select(share => Math.Pow(Math.Max(share, 1e-9), 1 / calibrated.Temperature)).ToArray();
            Assert.That(given, Is.EqualTo(powers.Select(power => (float)(power / powers.Sum()))).Within(1e-4));
        }

        Assert.That(after.Schema.GetColumnOrNull("Score.OfHead"), Is.Null);
    }

    [Test]
    public void A_head_that_is_too_sure_of_itself_is_calibrated_for_people_it_has_not_seen()
    {
        // Three neighbors of 5 that agree say 100 %, and are wrong much more often.
        var trainers = _context.MulticlassClassification.Trainers;
        var head = trainers.NearestNeighbors(k: 5, temperature: 0.01f);
        using var calibrated = trainers.Calibrate(head).Fit(People(1000, noise: 3));
        Assert.That(calibrated.HeldOutCount, Is.EqualTo(1000));
        Assert.That(calibrated.Temperature, Is.GreaterThan(1));
        Assert.That(calibrated.LogLossAfter, Is.LessThan(calibrated.LogLossBefore), "which is not what it was chosen by");
        Assert.That(calibrated.ExpectedCalibrationErrorAfter, Is.LessThan(calibrated.ExpectedCalibrationErrorBefore / 2));
        var scored = calibrated.Transform(People(1000, noise: 3, seed: 2));
        var plain = head.Fit(People(1000, noise: 3)).Transform(People(1000, noise: 3, seed: 2));
        Assert.That(ErrorOf(scored), Is.LessThan(0.06).And.LessThan(ErrorOf(plain) / 2));
    }

    [Test]
    public void Scores_that_are_no_probabilities_are_taken_for_logits()
    {
        var trainers = _context.MulticlassClassification.Trainers;
        var hinge = trainers.OneVersusAll(
            _context.BinaryClassification.Trainers.LinearSvm(), useProbabilities: false);
        using var calibrated = trainers.Calibrate(hinge).Fit(People(600, noise: 2));
        var scores = calibrated.Transform(People(60, noise: 2)).GetColumn<float[]>("Score").ToArray();
        Assert.That(scores.Select(score => score.Sum()), Is.All.EqualTo(1).Within(1e-4));
        Assert.That(scores.SelectMany(score => score), Is.All.InRange(0, 1));
    }

    [Test]
    public void Nobody_is_both_held_out_and_learned_from()
    {
        var seen = new List<uint[]>();
        var neighbors = _context.MulticlassClassification.Trainers.NearestNeighbors(k: 3);
        var spy = new FitSpy(neighbors, view => seen.Add([.. view.GetColumn<uint>("Subject").Distinct()]));
        using var calibrated = _context.MulticlassClassification.Trainers
            .Calibrate(spy, new TemperatureScalingTrainer.Options { Folds = 3 })
            .Fit(People(100, noise: 2));
        Assert.That(seen, Has.Count.EqualTo(4), "three folds, and everybody");
        uint[] all = [.. Enumerable.Range(1, 10).Select(subject => (uint)subject)];
        Assert.That(seen[..3].SelectMany(people => all.Except(people)), Is.EquivalentTo(all), "each is held out once");
        Assert.That(seen[3], Is.EquivalentTo(all));
    }

    [Test]
    public void What_cannot_be_calibrated_is_refused_with_a_remedy()
    {
        var trainers = _context.MulticlassClassification.Trainers;
        var alone = People(40, noise: 1, subjects: 1);
        Assert.That(
            () => trainers.Calibrate(trainers.NearestNeighbors(k: 3)).Fit(alone),
            Throws.InvalidOperationException.With.Message.Contains("GroupColumnName"));
        Assert.That(
            () => trainers.Calibrate(trainers.NearestNeighbors(k: 3), groupColumnName: "Person").Fit(People(40, noise: 1)),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("Person"));
        var noScore = _context.Transforms.CopyColumns("Other", "Features");
        Assert.That(
            () => trainers.Calibrate(noScore).Fit(People(40, noise: 1)),
            Throws.InvalidOperationException.With.Message.Contains("no Score"));
        Assert.That(
            () => trainers.Calibrate(noScore, new TemperatureScalingTrainer.Options { Folds = 1 }),
            Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    private IDataView People(int count, double noise, int seed = 1, int subjects = 10)
    {
        var random = new Random(seed);
        var rows = FeatureRows.Rows(count, seed, noise).Select(row => new Row
        {
            Label = row.Label,
            Features = row.Features,
            Subject = (uint)random.Next(subjects) + 1,
        });
        var names = FeatureRows.Names;
        var keys = new VBuffer<ReadOnlyMemory<char>>(names.Length, [.. names.Select(name => name.AsMemory())]);
        var definition = SchemaDefinition.Create(typeof(Row));
        definition["Features"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 6);
        definition["Label"].ColumnType = new KeyDataViewType(typeof(uint), names.Length);
        definition["Label"].AddAnnotation("KeyValues", keys, new VectorDataViewType(TextDataViewType.Instance, names.Length));
        return _context.Data.LoadFromEnumerable(rows.ToList(), definition);
    }

    // 15 bins of equal width, written down.
    private static double ErrorOf(IDataView scored)
    {
        var scores = scored.GetColumn<float[]>("Score").ToArray();
        var hits = scored.GetColumn<uint>("Label").Zip(scored.GetColumn<uint>("PredictedLabel"), (truth, told) => truth == told).ToArray();
        return Enumerable.Range(0, scores.Length).GroupBy(row => Math.Min((int)(scores[row].Max() * 15), 14))
            .Sum(bin => Math.Abs(bin.Sum(row => scores[row].Max() - (hits[row] ? 1 : 0)))) / scores.Length;
    }

    private sealed class Row
    {
        public uint Label { get; set; } // From 0: LoadFromEnumerable makes key 1 of it.

        public float[] Features { get; set; } = [];

        public uint Subject { get; set; }
    }

    private sealed class FitSpy(IEstimator<ITransformer> inner, Action<IDataView> seen) : IEstimator<ITransformer>
    {
        public ITransformer Fit(IDataView input)
        {
            seen(input);
            return inner.Fit(input);
        }

        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => inner.GetOutputSchema(inputSchema);
    }
}
