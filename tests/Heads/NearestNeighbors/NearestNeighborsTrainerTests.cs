using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Heads.Labels;
using MsMclr.MLNet.Heads.NearestNeighbors;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Tests;

public class NearestNeighborsTrainerTests
{
    private readonly MLContext _context = new(1);

    private sealed class Prediction
    {
        public uint PredictedLabel { get; set; }

        public float[] Score { get; set; } = [];
    }

    [Test]
    public void Votes_are_those_of_the_formula_written_down([Values(1, 5, 500)] int k)
    {
        var (train, test) = (FeatureRows.Read(_context, FeatureRows.Rows(61, 1, 3)), FeatureRows.Read(_context, FeatureRows.Rows(37, 2, 3)));
        GoldenData.AssertClose(Naive(train, test, k, 0.2), new NeighborBank(train, k, 0.2f).Votes(test), 1e-5, 1e-4, "votes");
    }

    [Test]
    public void The_transformer_scores_as_the_bank_does_and_names_its_classes()
    {
        var (train, test) = (FeatureRows.Rows(61, 1, 3).ToList(), FeatureRows.Rows(37, 2, 3).ToList());
        using var model = _context.MulticlassClassification.Trainers.NearestNeighbors(k: 7, temperature: 0.2f).Fit(FeatureRows.View(_context, train));
        var scored = model.Transform(FeatureRows.View(_context, test));
        var expected = new NeighborBank(FeatureRows.Read(_context, train), 7, 0.2f).Votes(FeatureRows.Read(_context, test));
        GoldenData.AssertClose(expected, scored.GetColumn<float[]>("Score").SelectMany(score => score).ToArray(), 1e-5, 1e-4, "scores");
        Assert.That(scored.GetColumn<uint>("PredictedLabel"), Is.EqualTo(expected.Chunk(4).Select(score => (uint)Array.IndexOf(score, score.Max()) + 1)));
        var slots = default(VBuffer<ReadOnlyMemory<char>>);
        scored.Schema["Score"].GetSlotNames(ref slots);
        Assert.That(slots.DenseValues().Select(name => name.ToString()), Is.EqualTo(FeatureRows.Names));
        Assert.That(scored.Schema.Select(column => column.Name), Is.EqualTo(new[] { "Label", "Features", "PredictedLabel", "Score" }), "nothing temporary is left");
        var names = _context.Transforms.Conversion.MapKeyToValue("Name", "PredictedLabel").Fit(scored).Transform(scored).GetColumn<string>("Name");
        Assert.That(names, Is.EqualTo(scored.GetColumn<uint>("PredictedLabel").Select(key => FeatureRows.Names[key - 1])));
    }

    [Test]
    public void Evaluate_and_cross_validate_accept_it()
    {
        var view = FeatureRows.View(_context, FeatureRows.Rows(120, 1));
        var trainer = _context.MulticlassClassification.Trainers.NearestNeighbors();
        Assert.That(_context.MulticlassClassification.Evaluate(trainer.Fit(view).Transform(FeatureRows.View(_context, FeatureRows.Rows(40, 2)))).MicroAccuracy, Is.GreaterThan(0.9));
        Assert.That(_context.MulticlassClassification.CrossValidate(view, trainer, 3).Select(fold => fold.Metrics.MicroAccuracy), Has.All.GreaterThan(0.9));
        var chain = trainer.Append(_context.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        Assert.That(chain.Fit(view).Transform(view).Schema["PredictedLabel"].Type, Is.EqualTo(TextDataViewType.Instance));
    }

    [Test]
    public void Saving_and_loading_changes_no_bit()
    {
        var (train, test) = (FeatureRows.View(_context, FeatureRows.Rows(61, 1, 3)), FeatureRows.View(_context, FeatureRows.Rows(37, 2, 3)));
        using var model = _context.MulticlassClassification.Trainers.NearestNeighbors(k: 7).Fit(train);
        using var stream = new MemoryStream();
        _context.Model.Save(model, train.Schema, stream);
        var loaded = new MLContext().Model.Load(new MemoryStream(stream.ToArray()), out _);
        Assert.That(loaded.Transform(test).GetColumn<float[]>("Score"), Is.EqualTo(model.Transform(test).GetColumn<float[]>("Score")));
        using var engine = new MLContext().Model.CreatePredictionEngine<FeatureRows.Row, Prediction>(loaded, inputSchema: test.Schema);
        var row = FeatureRows.Rows(37, 2, 3).First();
        Assert.That(engine.Predict(row).Score, Is.EqualTo(model.Transform(test).GetColumn<float[]>("Score").First()));
    }

    [Test]
    public void Classes_that_nobody_voted_for_and_labels_of_numbers_keep_their_place()
    {
        var rows = FeatureRows.Rows(60, 3).Where(row => row.Label != 1).Select(row => new { Category = row.Label * 10f, row.Features }).ToList();
        var definition = SchemaDefinition.Create(rows[0].GetType(), SchemaDefinition.Direction.Read);
        definition["Features"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 6);
        var view = _context.Data.LoadFromEnumerable(rows, definition);
        var pipeline = _context.Transforms.Conversion.MapValueToKey("Label", "Category").Append(_context.MulticlassClassification.Trainers.NearestNeighbors())
            .Append(_context.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        Assert.That(pipeline.Fit(view).Transform(view).GetColumn<float>("PredictedLabel").Distinct().Order(), Is.EqualTo(new[] { 0f, 20f, 30f }));
        var absent = FeatureRows.View(_context, FeatureRows.Rows(60, 3).Where(row => row.Label != 1));
        using var model = _context.MulticlassClassification.Trainers.NearestNeighbors().Fit(absent);
        Assert.That(model.Transform(absent).GetColumn<float[]>("Score").Select(score => score[1]), Has.All.LessThan(1e-6f));
    }

    [Test]
    public void Rows_of_zeros_and_fewer_rows_than_neighbors_are_no_failure()
    {
        var rows = FeatureRows.Rows(6, 1).Append(new FeatureRows.Row { Label = 2, Features = new float[6] }).ToList();
        using var model = _context.MulticlassClassification.Trainers.NearestNeighbors().Fit(FeatureRows.View(_context, rows));
        Assert.That(model.Transform(FeatureRows.View(_context, rows)).GetColumn<float[]>("Score").Select(score => score.Sum()), Has.All.EqualTo(1).Within(1e-5));
    }

    [Test]
    public void Evaluating_by_neighbors_is_the_same_as_training_and_evaluating()
    {
        var (train, test) = (FeatureRows.View(_context, FeatureRows.Rows(200, 1, 3)), FeatureRows.View(_context, FeatureRows.Rows(80, 2, 3)));
        var metrics = _context.SelfSupervised.EvaluateNearestNeighbors(train, test, new() { K = 5 });
        using var model = _context.MulticlassClassification.Trainers.NearestNeighbors(k: 5).Fit(train);
        Assert.That(metrics.Top1Accuracy, Is.EqualTo(_context.MulticlassClassification.Evaluate(model.Transform(test)).MicroAccuracy).Within(1e-9));
    }

    [Test]
    public void Fit_and_GetOutputSchema_refuse_wrong_columns_in_the_same_words()
    {
        var view = FeatureRows.View(_context, FeatureRows.Rows(8, 1));
        foreach (var (trainer, message) in new[]
        {
            (_context.MulticlassClassification.Trainers.NearestNeighbors(featureColumnName: "Nope"), "Could not find input column 'Nope'"),
            (_context.MulticlassClassification.Trainers.NearestNeighbors("Nope"), "Could not find input column 'Nope'"),
            (_context.MulticlassClassification.Trainers.NearestNeighbors(featureColumnName: "Label"), "expected Vector<Single, D>"),
            (_context.MulticlassClassification.Trainers.NearestNeighbors("Features"), "expected Key<UInt32>"),
        })
        {
            Assert.That(() => trainer.Fit(view), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains(message));
            Assert.That(() => _context.Transforms.CopyColumns("Label", "Label").Append(trainer).GetOutputSchema(Shape(view)), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains(message));
        }

        Assert.That(() => _context.MulticlassClassification.Trainers.NearestNeighbors(k: 0), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("1 to 1000000"));
    }

    private static SchemaShape Shape(IDataView view) => new(view.Schema.Select(column => MLNetInternals.NewColumn(column.Name,
        column.Type is VectorDataViewType ? SchemaShape.Column.VectorKind.Vector : SchemaShape.Column.VectorKind.Scalar,
        column.Type is VectorDataViewType vector ? vector.ItemType : column.Type is KeyDataViewType ? NumberDataViewType.UInt32 : column.Type, column.Type is KeyDataViewType, null)));

    private static float[] Naive(LabeledFeatures train, LabeledFeatures test, int k, double temperature)
    {
        double Cosine(int a, int b)
        {
            var (x, y) = (test[a].ToArray(), train[b].ToArray());
            return x.Zip(y, (p, q) => (double)p * q).Sum() / Math.Sqrt(x.Sum(p => (double)p * p) * y.Sum(q => (double)q * q));
        }

        return [.. Enumerable.Range(0, test.Count).SelectMany(row =>
        {
            var nearest = Enumerable.Range(0, train.Count).OrderByDescending(other => Cosine(row, other)).Take(k).ToList();
            var weights = Enumerable.Range(0, train.Classes).Select(label => nearest.Where(other => train.Labels[other] == label).Sum(other => Math.Exp(Cosine(row, other) / temperature))).ToArray();
            return weights.Select(weight => (float)(weight / weights.Sum()));
        })];
    }
}
