using Microsoft.ML;

namespace MsMclr.MLNet.Cli.Doctor.Steps;

/// <summary>Pretraining on made-up clips whose epochs are one step.</summary>
/// <param name="Recipe">The recipe. Its batch is all the clips there are.</param>
/// <param name="Frames">T, what clips are resampled to.</param>
/// <param name="Steps">How many steps.</param>
internal sealed record MadeUpTraining(MsMclrRecipe Recipe, int Frames, int Steps)
{
    private const int Seed = 1;

    /// <summary>The prepared clips.</summary>
    public IDataView Clips(MLContext ml)
    {
        var options = new SyntheticSkeletons.Options { Subjects = 16, Repetitions = 1, Cameras = 1, Seed = Seed };
        var made = ml.Data.LoadSyntheticSkeletons(options);
        var few = ml.Data.TakeRows(made, Recipe.BatchSize);
        var prepare = new SkeletonPreparationEstimator.Options { Frames = Frames };
        return ml.Transforms.Skeleton.Prepare(prepare).Fit(few).Transform(few);
    }

    /// <summary>Trains.</summary>
    /// <returns>Losses and times, and the encoder, which the caller disposes.</returns>
    public (EpochTimes Times, SkeletonEmbeddingTransformer Encoder) Run(
        int? gpu, TrainingPrecision precision, CancellationToken cancellationToken)
    {
        var ml = new MLContext(Seed);
        var times = new EpochTimes();
        var options = new MsMclrTrainer.Options
        {
            Epochs = Steps,
            Recipe = Recipe,
            Seed = Seed,
            GpuDeviceId = gpu,
            FallbackToCpu = false,
            Precision = precision,
            Progress = times,
            CancellationToken = cancellationToken,
        };
        var encoder = ml.SelfSupervised.Trainers.MsMclr(options).Fit(Clips(ml));
        return (times, encoder);
    }
}
