using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Transforms.Augmentation;
using MsMclr.MLNet.Transforms.Columns;

namespace MsMclr.MLNet;

/// <summary>
/// Augments prepared clips while a model is trained. Append it with <see cref="TransformerScope.Training"/>, so that <c>Evaluate</c> and
/// scoring see clips as they are: <c>prepare.Append(ml.Transforms.Skeleton.Augment("Skeleton"), TransformerScope.Training)</c>.
/// </summary>
/// <remarks>
/// <para>Input and output: <c>Vector&lt;Single, C, T, V, M&gt;</c>, usually the same column.</para>
/// <para>A <c>PredictionEngine</c> ignores scopes; there, and in saved models, the transform copies.</para>
/// <para>The trainers of this library augment by themselves; this is for models of your own.</para>
/// </remarks>
public sealed class SkeletonAugmentationEstimator : IEstimator<SkeletonAugmentationTransformer>
{
    private readonly IHostEnvironment _environment;
    private readonly IHost _host;
    private readonly Options _options;
    private readonly long _seed;

    internal SkeletonAugmentationEstimator(IHostEnvironment environment, Options options)
    {
        ArgumentException.ThrowIfNullOrEmpty(options.OutputColumnName);
        if (options.Augmentation is null)
            throw new ArgumentNullException(nameof(options), "Options.Augmentation is null.");
        (_environment, _options) = (environment, options);
        _host = environment.Register(nameof(SkeletonAugmentationEstimator));
        _seed = options.Seed ?? _host.Rand.Next();
    }

    /// <summary>Takes layout and shape from the options or, where they are silent, from the column. Reads no row.</summary>
    /// <param name="input">A view with the column.</param>
    /// <returns>The transformer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The column is missing, no vector of Single, or contradicts the options.</exception>
    /// <exception cref="ArgumentException">The layout or the shape are known neither from the options nor from the column.</exception>
    public SkeletonAugmentationTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var (shape, layout) = PreparedColumn.Describe(ColumnErrors.Require(input.Schema, _options.Input), _options.Shape, _options.Layout);
        var function = new AugmentationFunction(_options.Augmentation, shape, layout, _options.Input, _seed, epoch: 0);
        return new SkeletonAugmentationTransformer(_environment, function, shape, layout, _options.NewEachPass, _options.OutputColumnName, _options.Input);
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
        => SkeletonShape.Add(inputSchema, _options.Input, "Vector<Single, C, T, V, M>", _options.OutputColumnName, withLayout: true);

    /// <summary>How clips are augmented.</summary>
    public sealed class Options
    {
        /// <summary>The column to add or, when <see cref="InputColumnName"/> is null, to replace.</summary>
        /// <value>Default <c>Skeleton</c>.</value>
        public string OutputColumnName { get; init; } = "Skeleton";

        /// <summary>The column of prepared clips; null for <see cref="OutputColumnName"/>.</summary>
        /// <value>Default null.</value>
        public string? InputColumnName { get; init; }

        /// <summary>What is done to each clip.</summary>
        /// <value>Default <see cref="KnownAugmentations.PaperOrdinary"/>.</value>
        public SkeletonAugmentation Augmentation { get; init; } = KnownAugmentations.PaperOrdinary;

        /// <summary>The seed; null to draw one from the <c>MLContext</c>.</summary>
        /// <value>Default null.</value>
        public long? Seed { get; init; }

        /// <summary>Whether each pass over the transformed view draws anew. Otherwise all passes see the same clips, as ML.NET expects of a view.</summary>
        /// <value>Default false.</value>
        public bool NewEachPass { get; init; }

        /// <summary>The skeleton; null to take it from the column's annotations.</summary>
        /// <value>Default null.</value>
        public SkeletonLayout? Layout { get; init; }

        /// <summary>The clips' shape; null to take it from the column's type.</summary>
        /// <value>Default null.</value>
        public ClipShape? Shape { get; init; }

        internal string Input => InputColumnName ?? OutputColumnName;
    }
}
