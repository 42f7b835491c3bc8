namespace MsMclr.MLNet;

public sealed partial class SkeletonTransformsCatalog
{
    /// <summary>Makes recordings of any length into clips of one shape, as the paper does.</summary>
    /// <param name="outputColumnName">The column to add, <c>Vector&lt;Single, C, T, V, M&gt;</c>.</param>
    /// <param name="inputColumnName">The column of recordings, <c>Vector&lt;Single, *, M, V, C&gt;</c>; null for <paramref name="outputColumnName"/>.</param>
    /// <param name="frames">T, the frames of a prepared clip.</param>
    /// <returns>The estimator.</returns>
    public SkeletonPreparationEstimator Prepare(string outputColumnName = "Skeleton", string? inputColumnName = null, int frames = 50)
        => Prepare(new SkeletonPreparationEstimator.Options { OutputColumnName = outputColumnName, InputColumnName = inputColumnName, Frames = frames });

    /// <summary>Makes recordings of any length into clips of one shape, each step as the options say.</summary>
    /// <param name="options">The steps.</param>
    /// <returns>The estimator.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public SkeletonPreparationEstimator Prepare(SkeletonPreparationEstimator.Options options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new SkeletonPreparationEstimator(Environment, options);
    }
}
