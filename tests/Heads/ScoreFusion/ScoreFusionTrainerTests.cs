using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Tests;

public class ScoreFusionTrainerTests
{
    private static readonly FusedStream[] Streams = [new("Features", 0.6f), new("Others", 0.4f)];
    private readonly MLContext _context = new(1);

    private MulticlassClassificationCatalog.MulticlassClassificationTrainers Trainers => _context.MulticlassClassification.Trainers;

    [Test]
    public void The_decision_is_that_of_the_weighted_sum_of_log_probabilities()
    {
        var train = View(61, 1);
        var test = View(37, 2);
        using var model = Fuse(Streams).Fit(train);
        var fused = model.Transform(test);
        var alone = Streams.Select(stream => Scores(Linear(stream.FeatureColumnName).Fit(train).Transform(test))).ToArray();
        var expected = Enumerable.Range(0, alone[0].Length).Select(row => Fused(alone, row)).ToArray();
        float[] scores = [.. Scores(fused).SelectMany(score => score)];
        GoldenData.AssertClose([.. expected.SelectMany(score => score)], scores, 1e-5, 1e-4, "scores");
        var decisions = expected.Select(score => (uint)Array.IndexOf(score, score.Max()) + 1);
        Assert.That(fused.GetColumn<uint>("PredictedLabel"), Is.EqualTo(decisions));
        var visible = fused.Schema.Where(column => !column.IsHidden).Select(column => column.Name);
        string[] columns = ["Label", "Features", "Others", "PredictedLabel", "Score"];
        Assert.That(visible, Is.EquivalentTo(columns), "nothing temporary is left");
    }

    [Test]
    public void Saving_and_loading_changes_no_bit_and_Evaluate_reads_it()
    {
        var train = View(61, 1);
        var test = View(37, 2);
        using var model = Fuse(Streams).Fit(train);
        using var stream = new MemoryStream();
        _context.Model.Save(model, train.Schema, stream);
        var loaded = new MLContext().Model.Load(new MemoryStream(stream.ToArray()), out _).Transform(test);
        Assert.That(Scores(loaded), Is.EqualTo(Scores(model.Transform(test))));
        Assert.That(_context.MulticlassClassification.Evaluate(loaded).MicroAccuracy, Is.GreaterThan(0.4), "a guess: 0.25");
    }

    [Test]
    public void Any_head_that_gives_probabilities_will_do_and_the_schema_is_told_before()
    {
        var train = View(61, 1);
        var trainer = Fuse(column => Trainers.NearestNeighbors(featureColumnName: column, k: 5));
        using var model = trainer.Fit(train);
        Assert.That(Scores(model.Transform(train)).Select(score => score.Sum()), Has.All.EqualTo(1).Within(1e-4));
        var cross = _context.MulticlassClassification.CrossValidate(train, trainer, 3);
        Assert.That(cross.Select(fold => fold.Metrics.MicroAccuracy), Has.All.GreaterThan(0.3), "a guess: 0.25");
    }

    [Test]
    public void The_heads_write_to_the_log_of_the_context()
    {
        var messages = new List<string>();
        var context = new MLContext(1);
        context.Log += (_, entry) => messages.Add(entry.Message);
        var trainer = context.MulticlassClassification.Trainers.ScoreFusion(new ScoreFusionTrainer.Options { Streams = Streams });
        using var model = trainer.Fit(View(61, 1));
        var beginnings = messages.Count(message => message.Contains("LBFGS Optimizer") && message.Contains("Beginning optimization"));
        Assert.That(beginnings, Is.EqualTo(3), "a head for each of two streams, and the one that both are saved with");
    }

    [Test]
    public void The_heads_end_when_the_context_is_canceled()
    {
        var context = new MLContext(1);
        CancelAtTheFirstOptimization(context, () => CancelExecution(context));
        var trainer = context.MulticlassClassification.Trainers.ScoreFusion(new ScoreFusionTrainer.Options { Streams = Streams });
        Assert.That(() => trainer.Fit(View(61, 1)), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void The_heads_end_when_the_token_asks_for_it()
    {
        using var source = new CancellationTokenSource();
        var context = new MLContext(1);
        CancelAtTheFirstOptimization(context, source.Cancel);
        var options = new ScoreFusionTrainer.Options { Streams = Streams, CancellationToken = source.Token };
        var trainer = context.MulticlassClassification.Trainers.ScoreFusion(options);
        var ended = Assert.Catch<OperationCanceledException>(() => trainer.Fit(View(61, 1)));
        Assert.That(ended!.CancellationToken, Is.EqualTo(source.Token));
        Assert.That(() => Linear("Features").Fit(View(61, 1)), Throws.Nothing, "the rest of the context goes on");
    }

    [Test]
    public void Streams_that_cannot_be_fused_are_refused()
    {
        Assert.That(() => Fuse(), Throws.ArgumentException.With.Message.Contains("Streams"));
        Assert.That(() => Fuse(new FusedStream("Features", 0)), Throws.ArgumentException.With.Message.Contains("Streams"));
        Assert.That(() => Fuse(Streams[0], Streams[0]), Throws.ArgumentException.With.Message.Contains("more than once"));
        var nowhere = Assert.Throws<ArgumentOutOfRangeException>(() => Fuse(new FusedStream("Nowhere", 1)).Fit(View(20, 1)));
        Assert.That(nowhere!.Message, Does.Contain("Nowhere"));
    }

    [Test]
    public void The_schema_is_asked_for_every_stream()
    {
        var shape = new SchemaShape(
        [
            MLNetInternals.NewColumn("Features", SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, false, null),
            MLNetInternals.NewColumn("Label", SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.UInt32, true, null),
        ]);
        Assert.That(() => Fuse(Streams[0]).GetOutputSchema(shape), Throws.Nothing);
        var trainer = Fuse(new FusedStream("Nowhere", 1), Streams[0]);
        var missing = Assert.Throws<ArgumentOutOfRangeException>(() => trainer.GetOutputSchema(shape));
        Assert.That(missing!.Message, Does.Contain("Nowhere"), "not the last alone");
    }

    [Test]
    public void A_head_without_probabilities_is_refused_by_its_column()
    {
        var embeds = Fuse(column => _context.Transforms.CopyColumns("Score", column));
        Assert.That(() => embeds.Fit(View(20, 1)), Throws.InvalidOperationException.With.Message.Contains("'Features'"));
        var silent = Fuse(column => column == "Features" ? Linear(column) : _context.Transforms.CopyColumns("Copy", column));
        var refusal = Assert.Throws<InvalidOperationException>(() => silent.Fit(View(20, 1)));
        Assert.That(refusal!.Message, Does.Contain("'Others'"), "the first head's Score is not taken for the second's");
    }

    // AutoML calls it when a trial's time is up.
    [UnsafeAccessor(UnsafeAccessorKind.Method)]
    private static extern void CancelExecution(MLContext context);

    private static void CancelAtTheFirstOptimization(MLContext context, Action cancel)
    {
        context.Log += (_, entry) =>
        {
            if (entry.Message.Contains("Beginning optimization"))
                cancel();
        };
    }

    private ScoreFusionTrainer Fuse(params FusedStream[] streams)
        => Trainers.ScoreFusion(new ScoreFusionTrainer.Options { Streams = streams });

    private ScoreFusionTrainer Fuse(Func<string, IEstimator<ITransformer>> head)
        => Trainers.ScoreFusion(new ScoreFusionTrainer.Options { Streams = Streams, Head = head });

    private IEstimator<ITransformer> Linear(string column)
        => _context.Transforms.NormalizeMeanVariance("Same scale", column, fixZero: false)
            .Append(Trainers.LbfgsMaximumEntropy("Label", "Same scale", l1Regularization: 0));

    private IDataView View(int count, int seed)
    {
        var view = FeatureRows.View(_context, count, seed, noise: 3);
        return _context.Transforms.NormalizeLpNorm("Others", "Features").Fit(view).Transform(view);
    }

    private static float[][] Scores(IDataView scored) => [.. scored.GetColumn<float[]>("Score")];

    private static float[] Fused(float[][][] alone, int row)
    {
        var logits = new double[FeatureRows.Names.Length];
        for (var label = 0; label < logits.Length; label++)
            logits[label] = Streams.Select((stream, i) => stream.Weight * Math.Log(alone[i][row][label])).Sum();
        var sum = logits.Sum(Math.Exp);
        return [.. logits.Select(logit => (float)(Math.Exp(logit) / sum))];
    }
}
