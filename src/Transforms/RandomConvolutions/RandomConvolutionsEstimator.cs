using Microsoft.ML;
using Microsoft.ML.Runtime;
using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Transforms.Columns;
using MsMclr.MLNet.Transforms.RandomConvolutions;

namespace MsMclr.MLNet;

/// <summary>
/// Describes prepared clips by random convolutions: thousands of features without any training, in the manner of MiniRocket.
/// With a ridge head they are the rival that a trained encoder has to beat, and a good partner beside its embedding.
/// </summary>
/// <remarks>
/// <list type="table">
/// <listheader><term>Characteristic</term><description>Value</description></listheader>
/// <item><term>Does it look at the data to be fitted?</term><description>Yes, once, to take thresholds from it</description></item>
/// <item><term>Input column</term><description><c>Vector&lt;Single, C, T, V, M&gt;</c></description></item>
/// <item><term>Output column</term><description><c>Vector&lt;Single, F&gt;</c>, shares from 0 to 1, with slot names</description></item>
/// <item><term>Exportable to ONNX</term><description>Yes; a saved model gives the same bits</description></item>
/// </list>
/// <para>There are 84 kernels of length 9: three weights are 2, six are -1. Each is dilated by steps from 1 to (T - 1) / 8. For
/// each kernel and step a few channels (coordinates of joints, of all bodies) are drawn and added, and the sum is convolved over
/// time; every other convolution is padded by zeros. A feature is the share of frames whose response is above a threshold.
/// Thresholds are quantiles of the responses to eight training clips drawn at random (the paper takes one).</para>
/// <para>The idea: Dempster, Schmidt, Webb, "MiniRocket: a very fast (almost) deterministic transform for time series
/// classification", KDD 2021. Channels that never change in the training clips (absent bodies, the center) are not drawn.</para>
/// </remarks>
public sealed partial class RandomConvolutionsEstimator : IEstimator<RandomConvolutionsTransformer>
{
    private readonly IHostEnvironment _environment;
    private readonly Options _options;
    private readonly int _seed;

    internal RandomConvolutionsEstimator(IHostEnvironment environment, Options options)
    {
        _environment = environment;
        _options = options.Checked();
        _seed = _options.Seed ?? environment.Register(nameof(RandomConvolutionsEstimator)).Rand.Next();
    }

    /// <summary>Draws channels and thresholds. Reads the input column once and keeps no more than 1,000 of its clips.</summary>
    /// <param name="input">A view with the input column.</param>
    /// <returns>The transformer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The input column is missing or of another type.</exception>
    /// <exception cref="ArgumentException">The shape is known neither from the options nor from the column.</exception>
    /// <exception cref="InvalidOperationException">There is no clip, or a clip holds a value that is not finite.</exception>
    /// <exception cref="OperationCanceledException"><see cref="Options.CancellationToken"/> asked for it.</exception>
    public RandomConvolutionsTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var column = ColumnErrors.Require(input.Schema, _options.Input);
        var shape = PreparedColumn.ShapeOf(column, _options.Shape);
        PreparedColumn.Check(column, shape, layout: null);
        var random = new Random(_seed);
        var sample = ClipSample.Read(input, column, shape, random, _options.CancellationToken);
        var features = _options.FeatureCount / KernelPositions.All.Length * KernelPositions.All.Length;
        var bank = ConvolutionDraw.Of(sample, shape, features, _options.MaximumChannels, random);
        return new RandomConvolutionsTransformer(_environment, bank, _options.OutputColumnName, _options.Input);
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
        => SkeletonShape.Add(inputSchema, _options.Input, "Vector<Single, C, T, V, M>", _options.OutputColumnName, withLayout: false);
}
