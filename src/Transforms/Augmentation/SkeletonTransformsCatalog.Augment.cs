namespace MsMclr.MLNet;

public sealed partial class SkeletonTransformsCatalog
{
    /// <summary>Augments prepared clips while a model is trained; append it with <c>TransformerScope.Training</c>.</summary>
    /// <param name="outputColumnName">The column to add or replace, <c>Vector&lt;Single, C, T, V, M&gt;</c>.</param>
    /// <param name="inputColumnName">The column of prepared clips; null for <paramref name="outputColumnName"/>.</param>
    /// <param name="augmentation">What is done to each clip; null for <see cref="KnownAugmentations.Ordinary"/>.</param>
    /// <returns>The estimator.</returns>
    public SkeletonAugmentationEstimator Augment(
        string outputColumnName = "Skeleton",
        string? inputColumnName = null,
        SkeletonAugmentation? augmentation = null)
        => Augment(new SkeletonAugmentationEstimator.Options
        {
            OutputColumnName = outputColumnName,
            InputColumnName = inputColumnName,
            Augmentation = augmentation ?? KnownAugmentations.Ordinary,
        });

    /// <summary>Augments prepared clips while a model is trained; append it with <c>TransformerScope.Training</c>.</summary>
    /// <param name="options">How.</param>
    /// <returns>The estimator.</returns>
    /// <exception cref="ArgumentException">An option is empty; the message names it.</exception>
    public SkeletonAugmentationEstimator Augment(SkeletonAugmentationEstimator.Options options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new SkeletonAugmentationEstimator(Environment, options);
    }
}
