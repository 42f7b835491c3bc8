using Microsoft.ML;

namespace MsMclr.MLNet.Tests;

/// <summary>Pretraining on real recordings: Northwestern-UCLA, training views 1 and 2, tested on view 3.</summary>
public class NwUclaTests
{
    [Test, Explicit("Trains for about two minutes and needs the recordings.")]
    public void A_few_epochs_raise_neighbors_on_the_unseen_view_by_5_points()
    {
        var context = new MLContext(1);
        var (train, test) = NwUclaClips.LoadOrSkip(context);

        double Accuracy(int epochs)
        {
            using var encoder = NwUclaClips.Pretrain(context, train, epochs);
            var one = new NearestNeighborsTrainer.Options { K = 1 };
            return context.SelfSupervised.EvaluateNearestNeighbors(encoder.Transform(train), encoder.Transform(test), one).Top1Accuracy;
        }

        var untrained = Accuracy(0);
        var trained = Accuracy(7);
        TestContext.Out.WriteLine($"kNN (k = 1) on view 3: untrained {untrained:p1}, trained {trained:p1}");
        Assert.That(trained, Is.GreaterThan(untrained + 0.05));
    }
}
