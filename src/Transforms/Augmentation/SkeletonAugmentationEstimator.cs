using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Transforms.Augmentation;
using MsMclr.MLNet.Transforms.Columns;

namespace MsMclr.MLNet;

/// <summary>
/// Augments prepared clips while a model is trained. Append it with <see cref="TransformerScope.Training"/>, so that <c>Evaluate</c>
/// and scoring see clips as they are:
/// <c>prepare.Append(ml.Transforms.Skeleton.Augment("Skeleton"), TransformerScope.Training)</c>.
/// </summary>
/// <remarks>
/// <para>Input and output: <c>Vector&lt;Single, C, T, V, M&gt;</c>, usually the same column.</para>
/// <para>A <c>PredictionEngine</c> ignores scopes; there, and in saved models, the transform copies.</para>
/// <para>The trainers of this library augment by themselves; this is for models of your own.</para>
/// </remarks>
public sealed partial class SkeletonAugmentationEstimator : IEstimator<SkeletonAugmentationTransformer>
{
    private readonly IHostEnvironment _environment;
    private readonly Options _options;
    private readonly long _seed;

    internal SkeletonAugmentationEstimator(IHostEnvironment environment, Options options)
    {
        _environment = environment;
        _options = options.Checked();

        // Drawn here and not in Fit: an estimator that is fitted twice makes the same clips twice.
        var host = environment.Register(nameof(SkeletonAugmentationEstimator));
        _seed = options.Seed ?? host.Rand.Next();
    }

    /// <summary>Takes layout and shape from the options or, where they are silent, from the column. Reads no row.</summary>
    /// <param name="input">A view with the column.</param>
    /// <returns>The transformer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The column is missing, no vector of Single, or contradicts the options.</exception>
    /// <exception cref="ArgumentException">The layout or the shape are known neither from the options nor from the column.</exception>
    public SkeletonAugmentationTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var inputColumn = _options.InputColumnName!;
        var column = ColumnErrors.Require(input.Schema, inputColumn);
        var (shape, layout) = PreparedColumn.Describe(column, _options.Shape, _options.Layout);
        var function = new AugmentationFunction(_options.Augmentation, shape, layout, inputColumn, _seed, epoch: 0)
        {
            Coordinates = PreparedColumn.CoordinatesOf(column, shape),
        };
        return new SkeletonAugmentationTransformer(
            _environment, function, shape, layout, _options.NewEachPass, _options.OutputColumnName, inputColumn);
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        const string Expected = "Vector<Single, C, T, V, M>";
        return SkeletonShape.Add(inputSchema, _options.InputColumnName!, Expected, _options.OutputColumnName, withLayout: true);
    }
}
