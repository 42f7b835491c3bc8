using Microsoft.ML;

namespace MsMclr.MLNet.Tests;

/// <summary>Made-up clips and networks small enough for a test: 16 frames, 32 features.</summary>
internal static class SmallClips
{
    public static readonly MsMclrRecipe Recipe = new MsMclrRecipe { HiddenChannels = 4, FeatureSize = 32, ProjectionSize = 16 };

    public static readonly MsMclrTrainer.Options Untrained = new() { Epochs = 0, Recipe = Recipe };

    public static readonly MsMclrTrainer.Options OneEpoch = new() { Epochs = 1, Recipe = Recipe with { BatchSize = 16 } };

    /// <summary>Each subject performs every action once, before one camera.</summary>
    public static IDataView Load(MLContext context, int subjects)
        => context.Data.LoadSyntheticSkeletons(new SyntheticSkeletons.Options { Subjects = subjects, Repetitions = 1, Cameras = 1 });

    public static SkeletonPreparationEstimator Prepare(MLContext context, int frames = 16)
        => context.Transforms.Skeleton.Prepare(new SkeletonPreparationEstimator.Options { Frames = frames });
}
