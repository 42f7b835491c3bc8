using Microsoft.ML;

namespace MsMclr.MLNet.Tests;

/// <summary>Northwestern-UCLA, prepared: views 1 and 2 to train on, view 3 to test on. Skips the test where there are none.</summary>
internal static class NwUclaClips
{
    /// <summary>Loads both parts into memory. An encoder of 128 features is what the figures were measured with.</summary>
    public static (IDataView Train, IDataView Test) LoadOrSkip(MLContext context)
    {
        var folder = GoldenData.RecordingsOrSkip("nw-ucla");
        var train = context.Data.LoadFromSkeletonFiles(folder, SkeletonFormat.NwUcla, NwUclaProtocol.CrossView.Train);
        var test = context.Data.LoadFromSkeletonFiles(folder, SkeletonFormat.NwUcla, NwUclaProtocol.CrossView.Test);
        var prepare = context.Transforms.Skeleton.Prepare(new SkeletonPreparationEstimator.Options
        {
            Frames = 32,
            Centering = ClipCentering.FirstFrame,
            Turning = ClipTurning.FirstFrame,
        }).Fit(train);
        IDataView Prepared(IDataView clips) => context.Data.Cache(prepare.Transform(clips), "Skeleton", "Label");
        return (Prepared(train), Prepared(test));
    }

    /// <summary>Pretrains on clips without their labels.</summary>
    public static SkeletonEmbeddingTransformer Pretrain(MLContext context, IDataView clips, int epochs)
    {
        var recipe = new MsMclrRecipe { FeatureSize = 128 };
        return context.SelfSupervised.Trainers.MsMclr(new MsMclrTrainer.Options { Epochs = epochs, Seed = 1, Recipe = recipe }).Fit(clips);
    }
}
