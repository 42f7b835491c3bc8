namespace MsMclr.MLNet;

public sealed partial class SkeletonTransformsCatalog
{
    /// <summary>Describes prepared clips by random convolutions: thousands of features without any training.</summary>
    /// <param name="outputColumnName">The column to add, <c>Vector&lt;Single, F&gt;</c>.</param>
    /// <param name="inputColumnName">The column of prepared clips; null for <c>Skeleton</c>.</param>
    /// <param name="featureCount">The number of features, rounded down to a multiple of 84.</param>
    /// <param name="seed">The seed; null for one that the MLContext draws.</param>
    /// <returns>The estimator.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="featureCount"/> is not from 84 to 1,000,000.</exception>
    public RandomConvolutionsEstimator RandomConvolutions(
        string outputColumnName,
        string? inputColumnName = null,
        int featureCount = 9996,
        int? seed = null)
        => RandomConvolutions(new RandomConvolutionsEstimator.Options
        {
            OutputColumnName = outputColumnName,
            InputColumnName = inputColumnName,
            FeatureCount = featureCount,
            Seed = seed,
        });

    /// <summary>Describes prepared clips by random convolutions: thousands of features without any training.</summary>
    /// <param name="options">How many, of what.</param>
    /// <returns>The estimator.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range; the message names the range.</exception>
    public RandomConvolutionsEstimator RandomConvolutions(RandomConvolutionsEstimator.Options options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new RandomConvolutionsEstimator(Environment, options);
    }
}
