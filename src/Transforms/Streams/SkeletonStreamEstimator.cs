using Microsoft.ML;
using Microsoft.ML.Runtime;
using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Transforms.Columns;

namespace MsMclr.MLNet;

/// <summary>
/// Makes a stream of prepared clips: joints as they are, bones (joint minus parent joint), motion (next frame minus frame, the last 0),
/// or all three as channels. An encoder makes its own stream; this is for looking at streams and for models of your own.
/// </summary>
/// <remarks>
/// Input and output: <c>Vector&lt;Single, C, T, V, M&gt;</c>; with <see cref="SkeletonStream.Stacked"/> the output has 3 C channels.
/// Saved models hold it as an ONNX graph.
/// </remarks>
public sealed partial class SkeletonStreamEstimator : IEstimator<SkeletonStreamTransformer>
{
    private readonly IHostEnvironment _environment;
    private readonly Options _options;

    internal SkeletonStreamEstimator(IHostEnvironment environment, Options options)
    {
        _environment = environment;
        _options = options.Checked();
    }

    /// <summary>Takes layout and shape from the options or, where they are silent, from the column. Reads no row.</summary>
    /// <param name="input">A view with the input column.</param>
    /// <returns>The transformer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The input column is missing, no vector of Single, or contradicts the options.
    /// </exception>
    /// <exception cref="ArgumentException">The layout or the shape are known neither from the options nor from the column.</exception>
    public SkeletonStreamTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var inputColumn = _options.InputColumnName!;
        var column = ColumnErrors.Require(input.Schema, inputColumn);
        var (shape, layout) = PreparedColumn.Describe(column, _options.Shape, _options.Layout);
        return new SkeletonStreamTransformer(_environment, _options.Stream, shape, layout, _options.OutputColumnName, inputColumn);
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        const string Expected = "Vector<Single, C, T, V, M>";
        return SkeletonShape.Add(inputSchema, _options.InputColumnName!, Expected, _options.OutputColumnName, withLayout: true);
    }
}
