using Microsoft.ML;

namespace MsMclr.MLNet.Tests;

/// <summary>Pretraining on real recordings: Northwestern-UCLA, training views 1 and 2, tested on view 3.</summary>
public class NwUclaTests
{
    [Test, Explicit("Trains for about two minutes and needs the recordings.")]
    public void A_few_epochs_without_labels_raise_nearest_neighbors_on_the_unseen_view_by_5_points()
    {
        var context = new MLContext(1);
        var folder = GoldenData.RecordingsOrSkip("nw-ucla");
        var train = context.Data.LoadFromSkeletonFiles(folder, SkeletonFormat.NwUcla, NwUclaProtocol.CrossView.Train);
        var test = context.Data.LoadFromSkeletonFiles(folder, SkeletonFormat.NwUcla, NwUclaProtocol.CrossView.Test);
        var prepare = context.Transforms.Skeleton.Prepare(new SkeletonPreparationEstimator.Options { Frames = 32 }).Fit(train);
        var (preparedTrain, preparedTest) = (context.Data.Cache(prepare.Transform(train)), context.Data.Cache(prepare.Transform(test)));

        double Accuracy(int epochs)
        {
            using var encoder = context.SelfSupervised.Trainers.MsMclr(new MsMclrTrainer.Options { Epochs = epochs, Seed = 1, Recipe = MsMclrRecipe.Default with { FeatureSize = 128 } }).Fit(preparedTrain);
            return context.SelfSupervised.EvaluateNearestNeighbors(encoder.Transform(preparedTrain), encoder.Transform(preparedTest), new NearestNeighborsTrainer.Options { K = 1 }).Top1Accuracy;
        }

        var untrained = Accuracy(0);
        var trained = Accuracy(7);
        TestContext.Out.WriteLine($"kNN (k = 1) on view 3: untrained {untrained:p1}, trained {trained:p1}");
        Assert.That(trained, Is.GreaterThan(untrained + 0.05));
    }
}
