namespace MsMclr.MLNet;

public sealed partial class SkeletonTransformsCatalog
{
    /// <summary>
    /// Makes recordings of any length into clips of one shape, as goes with the default recipe. For the paper's preparation give
    /// <see cref="SkeletonPreparationEstimator.Options.Paper"/>.
    /// </summary>
    /// <param name="outputColumnName">The column to add, <c>Vector&lt;Single, C, T, V, M&gt;</c>.</param>
    /// <param name="inputColumnName">
    /// The column of recordings, <c>Vector&lt;Single, *, M, V, C&gt;</c>; null for <c>Clip</c>, the column that the loaders give.
    /// </param>
    /// <param name="frames">T, the frames of a prepared clip.</param>
    /// <param name="layout">The skeleton; null to take it from the column's annotations.</param>
    /// <param name="bodies">M, bodies a frame; null to take it from the column's type.</param>
    /// <param name="channels">C, values a joint; null to take it from the column's type.</param>
    /// <returns>The estimator.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="frames"/> is not from 1 to 10,000, <paramref name="bodies"/> is not
    /// from 1 to 1,000, or <paramref name="channels"/> is not from 1 to 100.</exception>
    public SkeletonPreparationEstimator Prepare(
        string outputColumnName = "Skeleton",
        string? inputColumnName = null,
        int frames = SkeletonPreparationEstimator.Options.DefaultFrames,
        SkeletonLayout? layout = null,
        int? bodies = null,
        int? channels = null)
        => Prepare(new SkeletonPreparationEstimator.Options
        {
            OutputColumnName = outputColumnName,
            InputColumnName = inputColumnName,
            Frames = frames,
            Layout = layout,
            Bodies = bodies,
            Channels = channels,
        });

    /// <summary>Makes recordings of any length into clips of one shape, each step as the options say.</summary>
    /// <param name="options">The steps.</param>
    /// <returns>The estimator.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range; the message names it.</exception>
    public SkeletonPreparationEstimator Prepare(SkeletonPreparationEstimator.Options options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new SkeletonPreparationEstimator(Environment, options);
    }
}
