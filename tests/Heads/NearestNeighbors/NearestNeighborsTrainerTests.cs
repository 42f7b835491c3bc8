using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Heads.NearestNeighbors;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Tests;

public class NearestNeighborsTrainerTests
{
    private readonly MLContext _context = new(1);

    private MulticlassClassificationCatalog.MulticlassClassificationTrainers Trainers => _context.MulticlassClassification.Trainers;

    private sealed class Prediction
    {
        public uint PredictedLabel { get; set; }

        public float[] Score { get; set; } = [];
    }

    [Test]
    public void The_transformer_scores_as_the_bank_does_and_names_its_classes()
    {
        var train = FeatureRows.Rows(61, 1, 3).ToList();
        var test = FeatureRows.Rows(37, 2, 3).ToList();
        using var model = Trainers.NearestNeighbors(k: 7, temperature: 0.2f).Fit(FeatureRows.View(_context, train));
        var scored = model.Transform(FeatureRows.View(_context, test));
        var expected = new NeighborBank(FeatureRows.Read(_context, train), 7, 0.2f).Votes(FeatureRows.Read(_context, test));
        var scores = Scores(scored).SelectMany(score => score).ToArray();
        GoldenData.AssertClose(expected, scores, 1e-5, 1e-4, "scores");
        var keys = scored.GetColumn<uint>("PredictedLabel").ToArray();
        Assert.That(keys, Is.EqualTo(expected.Chunk(4).Select(score => (uint)Array.IndexOf(score, score.Max()) + 1)));
        var slots = default(VBuffer<ReadOnlyMemory<char>>);
        scored.Schema["Score"].GetSlotNames(ref slots);
        Assert.That(slots.DenseValues().Select(name => name.ToString()), Is.EqualTo(FeatureRows.Names));
        string[] columns = ["Label", "Features", "PredictedLabel", "Score"];
        Assert.That(scored.Schema.Select(column => column.Name), Is.EqualTo(columns), "nothing temporary is left");
        var named = _context.Transforms.Conversion.MapKeyToValue("Name", "PredictedLabel").Fit(scored).Transform(scored);
        Assert.That(named.GetColumn<string>("Name"), Is.EqualTo(keys.Select(key => FeatureRows.Names[key - 1])));
    }

    [Test]
    public void Evaluate_and_cross_validate_accept_it()
    {
        var view = FeatureRows.View(_context, 120, 1);
        var trainer = Trainers.NearestNeighbors();
        var scored = trainer.Fit(view).Transform(FeatureRows.View(_context, 40, 2));
        Assert.That(_context.MulticlassClassification.Evaluate(scored).MicroAccuracy, Is.GreaterThan(0.9));
        var folds = _context.MulticlassClassification.CrossValidate(view, trainer, 3);
        Assert.That(folds.Select(fold => fold.Metrics.MicroAccuracy), Has.All.GreaterThan(0.9));
        var chain = trainer.Append(_context.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        Assert.That(chain.Fit(view).Transform(view).Schema["PredictedLabel"].Type, Is.EqualTo(TextDataViewType.Instance));
    }

    [Test]
    public void Saving_and_loading_changes_no_bit()
    {
        var train = FeatureRows.View(_context, 61, 1, noise: 3);
        var test = FeatureRows.View(_context, 37, 2, noise: 3);
        using var model = Trainers.NearestNeighbors(k: 7).Fit(train);
        using var stream = new MemoryStream();
        _context.Model.Save(model, train.Schema, stream);
        var loaded = new MLContext().Model.Load(new MemoryStream(stream.ToArray()), out _);
        var scores = Scores(model.Transform(test));
        Assert.That(Scores(loaded.Transform(test)), Is.EqualTo(scores));
        using var engine = new MLContext().Model.CreatePredictionEngine<FeatureRows.Row, Prediction>(loaded, inputSchema: test.Schema);
        Assert.That(engine.Predict(FeatureRows.Rows(37, 2, 3).First()).Score, Is.EqualTo(scores[0]));
    }

    [Test]
    public void Classes_that_nobody_voted_for_and_labels_of_numbers_keep_their_place()
    {
        var without = FeatureRows.Rows(60, 3).Where(row => row.Label != 1).ToList();
        var rows = without.Select(row => new { Category = row.Label * 10f, row.Features }).ToList();
        var definition = SchemaDefinition.Create(rows[0].GetType(), SchemaDefinition.Direction.Read);
        definition["Features"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 6);
        var view = _context.Data.LoadFromEnumerable(rows, definition);
        var pipeline = _context.Transforms.Conversion.MapValueToKey("Label", "Category")
            .Append(Trainers.NearestNeighbors())
            .Append(_context.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        var predicted = pipeline.Fit(view).Transform(view).GetColumn<float>("PredictedLabel");
        Assert.That(predicted.Distinct().Order(), Is.EqualTo(new[] { 0f, 20f, 30f }));
        var absent = FeatureRows.View(_context, without);
        using var model = Trainers.NearestNeighbors().Fit(absent);
        Assert.That(Scores(model.Transform(absent)).Select(score => score[1]), Has.All.LessThan(1e-6f));
    }

    [Test]
    public void Rows_of_zeros_and_fewer_rows_than_neighbors_are_no_failure()
    {
        var zeros = new FeatureRows.Row { Label = 2, Features = new float[6] };
        var view = FeatureRows.View(_context, FeatureRows.Rows(6, 1).Append(zeros));
        using var model = Trainers.NearestNeighbors().Fit(view);
        Assert.That(Scores(model.Transform(view)).Select(score => score.Sum()), Has.All.EqualTo(1).Within(1e-5));
    }

    [Test]
    public void Evaluating_by_neighbors_is_the_same_as_training_and_evaluating()
    {
        var train = FeatureRows.View(_context, 200, 1, noise: 3);
        var test = FeatureRows.View(_context, 80, 2, noise: 3);
        var metrics = _context.SelfSupervised.EvaluateNearestNeighbors(train, test, new() { K = 5 });
        using var model = Trainers.NearestNeighbors(k: 5).Fit(train);
        var evaluated = _context.MulticlassClassification.Evaluate(model.Transform(test));
        Assert.That(metrics.Top1Accuracy, Is.EqualTo(evaluated.MicroAccuracy).Within(1e-9));
    }

    [Test]
    public void Fit_and_GetOutputSchema_refuse_wrong_columns_in_the_same_words()
    {
        var view = FeatureRows.View(_context, 8, 1);
        var shape = Shape(view);
        void Refuses(NearestNeighborsTrainer trainer, string message)
        {
            var fit = Assert.Throws<ArgumentOutOfRangeException>(() => trainer.Fit(view));
            Assert.That(fit!.Message, Does.Contain(message));
            var chain = _context.Transforms.CopyColumns("Label", "Label").Append(trainer);
            var told = Assert.Throws<ArgumentOutOfRangeException>(() => chain.GetOutputSchema(shape));
            Assert.That(told!.Message, Does.Contain(message));
        }

        Refuses(Trainers.NearestNeighbors(featureColumnName: "Nope"), "Could not find input column 'Nope'");
        Refuses(Trainers.NearestNeighbors("Nope"), "Could not find input column 'Nope'");
        Refuses(Trainers.NearestNeighbors(featureColumnName: "Label"), "expected Vector<Single, D>");
        Refuses(Trainers.NearestNeighbors("Features"), "expected Key<UInt32>");
        var range = Assert.Throws<ArgumentOutOfRangeException>(() => Trainers.NearestNeighbors(k: 0));
        Assert.That(range!.Message, Does.Contain("NearestNeighborsTrainer.Options.K is 0; allowed: 1 to 1000000"));
    }

    [Test]
    public void What_a_user_draws_later_does_not_depend_on_a_head()
    {
        var context = new MLContext(7);
        var untouched = new MLContext(7);
        var view = FeatureRows.View(context, 40, 1);
        var trainer = context.MulticlassClassification.Trainers.NearestNeighbors();
        trainer.GetOutputSchema(Shape(view));
        trainer.Fit(view).Dispose();
        var same = FeatureRows.View(untouched, 40, 1);
        var drawn = context.Data.TrainTestSplit(view).TestSet.GetColumn<float[]>("Features").ToArray();
        Assert.That(drawn, Is.EqualTo(untouched.Data.TrainTestSplit(same).TestSet.GetColumn<float[]>("Features").ToArray()));
    }

    [Test]
    public void A_context_for_a_gpu_needs_none_for_a_head()
    {
        var context = new MLContext(1) { GpuDeviceId = 7, FallbackToCpu = false };
        var view = FeatureRows.View(context, 40, 1);
        using var model = context.MulticlassClassification.Trainers.NearestNeighbors().Fit(view);
        Assert.That(Scores(model.Transform(view)), Has.Length.EqualTo(40));
        Assert.That(context.GpuDeviceId, Is.EqualTo(7), "it is still there for encoders");
    }

    private static float[][] Scores(IDataView scored) => [.. scored.GetColumn<float[]>("Score")];

    private static SchemaShape Shape(IDataView view) => new(view.Schema.Select(ShapeOf));

    private static SchemaShape.Column ShapeOf(DataViewSchema.Column column)
    {
        if (column.Type is VectorDataViewType vector)
            return MLNetInternals.NewColumn(column.Name, SchemaShape.Column.VectorKind.Vector, vector.ItemType, false, null);
        var isKey = column.Type is KeyDataViewType;
        var type = isKey ? NumberDataViewType.UInt32 : column.Type;
        return MLNetInternals.NewColumn(column.Name, SchemaShape.Column.VectorKind.Scalar, type, isKey, null);
    }
}
