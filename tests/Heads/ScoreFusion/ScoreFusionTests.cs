using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Tests;

public class ScoreFusionTests
{
    private static readonly FusedStream[] Streams = [new("Features", 0.6f), new("Others", 0.4f)];
    private readonly MLContext _context = new(1);

    [Test]
    public void The_decision_is_that_of_the_weighted_sum_of_log_probabilities()
    {
        var (train, test) = (View(61, 1), View(37, 2));
        using var model = Fuse(Streams).Fit(train);
        var fused = model.Transform(test);
        var alone = Streams.Select(stream => Linear(stream.FeatureColumnName).Fit(train).Transform(test).GetColumn<float[]>("Score").ToArray()).ToArray();
        var expected = Enumerable.Range(0, alone[0].Length).Select(row => Softmax([.. Enumerable.Range(0, FeatureRows.Names.Length)
            .Select(c => Streams.Select((stream, i) => stream.Weight * Math.Log(alone[i][row][c])).Sum())])).ToArray();
        GoldenData.AssertClose([.. expected.SelectMany(score => score)], [.. fused.GetColumn<float[]>("Score").SelectMany(score => score)], 1e-5, 1e-4, "scores");
        Assert.That(fused.GetColumn<uint>("PredictedLabel"), Is.EqualTo(expected.Select(score => (uint)Array.IndexOf(score, score.Max()) + 1)));
        Assert.That(fused.Schema.Where(column => !column.IsHidden).Select(column => column.Name), Is.EquivalentTo(new[] { "Label", "Features", "Others", "PredictedLabel", "Score" }), "nothing temporary is left");
    }

    [Test]
    public void Saving_and_loading_changes_no_bit_and_Evaluate_reads_it()
    {
        var (train, test) = (View(61, 1), View(37, 2));
        using var model = Fuse(Streams).Fit(train);
        using var stream = new MemoryStream();
        _context.Model.Save(model, train.Schema, stream);
        var loaded = new MLContext().Model.Load(new MemoryStream(stream.ToArray()), out _);
        Assert.That(loaded.Transform(test).GetColumn<float[]>("Score"), Is.EqualTo(model.Transform(test).GetColumn<float[]>("Score")));
        Assert.That(_context.MulticlassClassification.Evaluate(loaded.Transform(test)).MicroAccuracy, Is.GreaterThan(0.4), "a guess: 0.25");
    }

    [Test]
    public void Any_head_that_gives_probabilities_will_do_and_the_schema_is_told_before()
    {
        var train = View(61, 1);
        var trainer = _context.MulticlassClassification.Trainers.ScoreFusion(new ScoreFusionTrainer.Options
        {
            Streams = Streams,
            Head = column => _context.MulticlassClassification.Trainers.NearestNeighbors(featureColumnName: column, k: 5),
        });
        using var model = trainer.Fit(train);
        Assert.That(model.Transform(train).GetColumn<float[]>("Score").Select(score => score.Sum()), Has.All.EqualTo(1).Within(1e-4));
        var cross = _context.MulticlassClassification.CrossValidate(train, trainer, 3);
        Assert.That(cross.Select(fold => fold.Metrics.MicroAccuracy), Has.All.GreaterThan(0.3), "a guess: 0.25");
    }

    [Test]
    public void What_cannot_be_fused_is_said()
    {
        Assert.That(() => Fuse(), Throws.ArgumentException.With.Message.Contains("Streams"));
        Assert.That(() => Fuse(new FusedStream("Features", 0)), Throws.ArgumentException.With.Message.Contains("Streams"));
        Assert.That(() => Fuse(Streams[0], Streams[0]), Throws.ArgumentException.With.Message.Contains("more than once"));
        Assert.That(() => Fuse(new FusedStream("Nowhere", 1)).Fit(View(20, 1)), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("Nowhere"));
        var shape = new SchemaShape([MLNetInternals.NewColumn("Features", SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, false, null), MLNetInternals.NewColumn("Label", SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.UInt32, true, null)]);
        Assert.That(() => Fuse(Streams[0]).GetOutputSchema(shape), Throws.Nothing);
        Assert.That(() => Fuse(new FusedStream("Nowhere", 1), Streams[0]).GetOutputSchema(shape), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("Nowhere"), "every stream is looked at, not the last alone");
        var embeds = _context.MulticlassClassification.Trainers.ScoreFusion(new ScoreFusionTrainer.Options { Streams = Streams, Head = column => _context.Transforms.CopyColumns("Score", column) });
        Assert.That(() => embeds.Fit(View(20, 1)), Throws.InvalidOperationException.With.Message.Contains("'Features'"));
        var silent = _context.MulticlassClassification.Trainers.ScoreFusion(new ScoreFusionTrainer.Options { Streams = Streams, Head = column => column == "Features" ? Linear(column) : _context.Transforms.CopyColumns("Copy", column) });
        Assert.That(() => silent.Fit(View(20, 1)), Throws.InvalidOperationException.With.Message.Contains("'Others'"), "the first head's Score is not taken for the second's");
    }

    private ScoreFusionTrainer Fuse(params FusedStream[] streams) => _context.MulticlassClassification.Trainers.ScoreFusion(new ScoreFusionTrainer.Options { Streams = streams });

    private IEstimator<ITransformer> Linear(string column) => _context.Transforms.NormalizeMeanVariance("Same scale", column, fixZero: false)
        .Append(_context.MulticlassClassification.Trainers.LbfgsMaximumEntropy("Label", "Same scale", l1Regularization: 0));

    private IDataView View(int count, int seed)
    {
        var view = FeatureRows.View(_context, FeatureRows.Rows(count, seed, 3));
        return _context.Transforms.NormalizeLpNorm("Others", "Features").Fit(view).Transform(view);
    }

    private static float[] Softmax(double[] logits)
    {
        var sum = logits.Sum(Math.Exp);
        return [.. logits.Select(logit => (float)(Math.Exp(logit) / sum))];
    }
}
