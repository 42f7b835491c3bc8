using Microsoft.ML;
using Microsoft.ML.Runtime;
using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Transforms.Columns;

namespace MsMclr.MLNet;

/// <summary>
/// Makes a stream of prepared clips: joints as they are, bones (joint minus parent joint) or motion (next frame minus frame, the last 0).
/// An encoder makes its own stream; this is for looking at streams and for models of your own.
/// </summary>
/// <remarks>Input and output: <c>Vector&lt;Single, C, T, V, M&gt;</c>. Saved models hold it as an ONNX graph.</remarks>
public sealed class SkeletonStreamEstimator : IEstimator<SkeletonStreamTransformer>
{
    private readonly IHostEnvironment _environment;
    private readonly Options _options;

    internal SkeletonStreamEstimator(IHostEnvironment environment, Options options)
    {
        ArgumentException.ThrowIfNullOrEmpty(options.OutputColumnName);
        if (!Enum.IsDefined(options.Stream))
            throw new ArgumentOutOfRangeException(nameof(options), options.Stream, "No such stream.");
        (_environment, _options) = (environment, options);
    }

    /// <summary>Takes layout and shape from the options or, where they are silent, from the column. Reads no row.</summary>
    /// <param name="input">A view with the input column.</param>
    /// <returns>The transformer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The input column is missing, no vector of Single, or contradicts the options.</exception>
    /// <exception cref="ArgumentException">The layout or the shape are known neither from the options nor from the column.</exception>
    public SkeletonStreamTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var (shape, layout) = PreparedColumn.Describe(ColumnErrors.Require(input.Schema, _options.Input), _options.Shape, _options.Layout);
        return new SkeletonStreamTransformer(_environment, _options.Stream, shape, layout, _options.OutputColumnName, _options.Input);
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
        => SkeletonShape.Add(inputSchema, _options.Input, "Vector<Single, C, T, V, M>", _options.OutputColumnName, withLayout: true);

    /// <summary>What <c>Stream</c> makes, of what.</summary>
    public sealed class Options
    {
        /// <summary>The column to add.</summary>
        /// <value>Default <c>Stream</c>.</value>
        public string OutputColumnName { get; init; } = "Stream";

        /// <summary>The column of prepared clips; null for the output column's name, which then replaces it.</summary>
        /// <value>Default <c>Skeleton</c>.</value>
        public string? InputColumnName { get; init; } = "Skeleton";

        /// <summary>Which stream.</summary>
        /// <value>Default <see cref="SkeletonStream.Bone"/>.</value>
        public SkeletonStream Stream { get; init; } = SkeletonStream.Bone;

        /// <summary>The skeleton; null to take it from the column's annotations.</summary>
        /// <value>Default null.</value>
        public SkeletonLayout? Layout { get; init; }

        /// <summary>The clips' shape; null to take it from the column's type.</summary>
        /// <value>Default null.</value>
        public ClipShape? Shape { get; init; }

        internal string Input => InputColumnName ?? OutputColumnName;
    }
}
