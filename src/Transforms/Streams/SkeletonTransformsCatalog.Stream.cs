namespace MsMclr.MLNet;

public sealed partial class SkeletonTransformsCatalog
{
    /// <summary>Makes joints, bones, motion or all of them of prepared clips.</summary>
    /// <param name="outputColumnName">
    /// The column to add, <c>Vector&lt;Single, C, T, V, M&gt;</c>; with 3 C channels for <see cref="SkeletonStream.Stacked"/>.
    /// </param>
    /// <param name="inputColumnName">The column of prepared clips; null for <c>Skeleton</c>.</param>
    /// <param name="stream">Which stream.</param>
    /// <returns>The estimator.</returns>
    public SkeletonStreamEstimator Stream(
        string outputColumnName = "Stream",
        string? inputColumnName = null,
        SkeletonStream stream = SkeletonStream.Bone)
        => Stream(new SkeletonStreamEstimator.Options
        {
            OutputColumnName = outputColumnName,
            InputColumnName = inputColumnName,
            Stream = stream,
        });

    /// <summary>Makes joints, bones, motion or all of them of prepared clips.</summary>
    /// <param name="options">Which stream, of what.</param>
    /// <returns>The estimator.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range; the message names it.</exception>
    public SkeletonStreamEstimator Stream(SkeletonStreamEstimator.Options options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new SkeletonStreamEstimator(Environment, options);
    }
}
