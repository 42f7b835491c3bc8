using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace MsMclr.MLNet.Tests;

/// <summary>What docs/heads.md promises of a search with AutoML, by trials that run as AutoML's do.</summary>
public class SearchTests
{
    private static readonly MLContext Ml = new(1);
    private static readonly IDataView Prepared = Prepare();

    [Test]
    public void Trials_of_heads_over_cached_embeddings_keep_people_apart_and_repeat()
    {
        using var encoder = Ml.SelfSupervised.Trainers.MsMclr(SmallClips.Untrained).Fit(Prepared);
        var embedded = Ml.Data.Cache(encoder.Transform(Prepared), "Features", "Label", "Subject", "Name");
        float[] strengths = [10, 1, 1];
        var accuracies = strengths.Select(strength => SearchTrial.Run(embedded, context => Head(context, strength)).Accuracy).ToArray();
        Assert.That(accuracies, Has.All.InRange(0.05, 1));
        Assert.That(accuracies[2], Is.EqualTo(accuracies[1]), "the same choice in another trial");
        foreach (var fold in Ml.Data.CrossValidationSplit(embedded, 2, "Subject"))
        {
            var trained = fold.TrainSet.GetColumn<uint>("Subject").Distinct();
            Assert.That(trained.Intersect(fold.TestSet.GetColumn<uint>("Subject")), Is.Empty);
        }
    }

    [Test]
    public void A_cache_behind_the_encoder_scores_each_clip_once_a_fit()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("encoder.onnx");
        using (var encoder = Ml.SelfSupervised.Trainers.MsMclr(SmallClips.Untrained).Fit(Prepared))
            encoder.SaveEncoder(file);
        var cached = Ml.Data.Cache(Prepared, "Skeleton", "Label");

        Assert.That(Passes(withCache: true), Is.LessThanOrEqualTo(2), "the encoder, and the labels");
        Assert.That(Passes(withCache: false), Is.GreaterThan(4));

        int Passes(bool withCache)
        {
            var passes = 0;
            var counted = Ml.Data.LoadFromEnumerable(Counted(), cached.Schema.ToPreparedSchema());
            IEstimator<ITransformer> featurize = Ml.Transforms.Skeleton.Embed("Features", "Skeleton", file);
            if (withCache)
                featurize = featurize.AppendCacheCheckpoint(Ml);
            featurize.Append(Head(Ml, 1)).Fit(counted);
            return passes;

            IEnumerable<PreparedRow> Counted()
            {
                passes++;
                foreach (var row in Ml.Data.CreateEnumerable<PreparedRow>(cached, reuseRowObject: false))
                    yield return row;
            }
        }
    }

    [Test]
    public void Our_trainer_is_swept_and_a_trial_whose_time_is_up_ends_and_the_next_one_runs()
    {
        var first = Trial(epochs: 1, null);
        Assert.That(first.Models, Has.Length.EqualTo(2));

        var watch = Stopwatch.StartNew();
        Assert.That(() => Trial(epochs: 100_000, TimeSpan.FromSeconds(1)), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(30)));

        var third = Trial(epochs: 1, null);
        Assert.That(third.Accuracy, Is.EqualTo(first.Accuracy), "the canceled trial has left nothing behind");

        // Its context was canceled when it was done.
        var best = third.Models[0].Transform(Prepared);
        Assert.That(best.GetColumn<float[]>("Features").Count(), Is.EqualTo(Prepared.GetColumn<uint>("Label").Count()));
        Assert.That(Ml.MulticlassClassification.Evaluate(best).MacroAccuracy, Is.GreaterThan(0.05));

        static (double Accuracy, ITransformer[] Models) Trial(int epochs, TimeSpan? limit)
        {
            var options = new MsMclrTrainer.Options { Epochs = epochs, Recipe = SmallClips.OneEpoch.Recipe, Seed = 1 };
            return SearchTrial.Run(
                Prepared,
                context => context.SelfSupervised.Trainers.MsMclr(options).AppendCacheCheckpoint(context).Append(Head(context, 1)),
                limit);
        }
    }

    private static IEstimator<ITransformer> Head(MLContext context, float strength)
    {
        return context.MulticlassClassification.Trainers.LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options
        {
            L1Regularization = 0,
            L2Regularization = strength,
            MaximumNumberOfIterations = 5,
            NumberOfThreads = 1,
        });
    }

    private static IDataView Prepare()
    {
        // ML.NET deals people to folds by a hash: of a few, one fold would have all.
        var clips = SmallClips.Load(Ml, subjects: 8);
        return Ml.Data.Cache(SmallClips.Prepare(Ml).Fit(clips).Transform(clips), "Skeleton", "Label", "Subject", "Name");
    }
}
