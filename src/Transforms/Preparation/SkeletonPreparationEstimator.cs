using Microsoft.ML;
using Microsoft.ML.Runtime;
using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Transforms.Columns;
using MsMclr.MLNet.Transforms.Preparation;

namespace MsMclr.MLNet;

/// <summary>
/// Makes recordings of any length into clips of one shape, ready for a network: length, centering, linear interpolation to T frames,
/// turn about the vertical axis (the steps of MsMCLR's data preparation, which is that of CrosSCLR and AimCLR), and scaling where it is
/// asked for.
/// </summary>
/// <remarks>
/// <list type="table">
/// <listheader><term>Characteristic</term><description>Value</description></listheader>
/// <item><term>Does it look at the data to be fitted?</term><description>No; at the column's type and annotations</description></item>
/// <item>
/// <term>Input column</term>
/// <description><c>Vector&lt;Single, *, M, V, C&gt;</c>: frame after frame; an absent body is zeros</description>
/// </item>
/// <item>
/// <term>Output column</term>
/// <description><c>Vector&lt;Single, C, T, V, M&gt;</c>, annotated with the layout</description>
/// </item>
/// <item>
/// <term>Exportable to ONNX</term>
/// <description>Yes: saved models hold it as an ONNX graph that gives the same bits</description>
/// </item>
/// </list>
/// <para>Each step and its formula: <c>docs/transforms.md</c>.</para>
/// </remarks>
public sealed partial class SkeletonPreparationEstimator : IEstimator<SkeletonPreparationTransformer>
{
    private readonly IHostEnvironment _environment;
    private readonly Options _options;

    internal SkeletonPreparationEstimator(IHostEnvironment environment, Options options)
    {
        _environment = environment;
        _options = options.Checked();
    }

    /// <summary>Takes layout and sizes from the options or, where they are silent, from the column. Reads no row.</summary>
    /// <param name="input">A view with the input column.</param>
    /// <returns>The transformer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The input column is missing, no vector of Single, or contradicts the options.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// The layout or the sizes are known neither from the options nor from the column, or the turn needs shoulders or coordinates that
    /// are not there.
    /// </exception>
    public SkeletonPreparationTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var inputColumn = _options.InputColumnName!;
        var column = ColumnErrors.Require(input.Schema, inputColumn);
        var sizes = RecordedColumn.SizesOf(column);
        var knownLayout = _options.Layout ?? LayoutAnnotations.Read(column);
        var knownBodies = _options.Bodies ?? sizes?.Bodies;
        var knownChannels = _options.Channels ?? sizes?.Channels;
        if (knownLayout is not { } layout || knownBodies is not { } bodies || knownChannels is not { } channels)
            throw Unknown(column, knownLayout, knownBodies, knownChannels);
        RecordedColumn.Check(column, bodies, layout, channels);
        var coordinates = _options.Coordinates ?? LayoutAnnotations.ReadCoordinates(column) ?? channels;
        if (coordinates < 1 || coordinates > channels)
            throw new ArgumentException($"Column '{column.Name}' has {channels} values a joint, not {coordinates} coordinates.");
        CheckTurning(layout, coordinates);
        CheckScale(layout);
        CheckMirror(layout);
        var shape = new ClipShape(channels, _options.Frames, layout.JointCount, bodies);
        var preparation = new ClipPreparation(layout, shape, _options.Length, _options.Centering, _options.Turning, _options.Scale)
        {
            Coordinates = coordinates,
            MissingJoints = _options.MissingJoints,
            LongestInterpolatedGap = _options.LongestInterpolatedGap,
        };
        return new SkeletonPreparationTransformer(_environment, preparation, _options.OutputColumnName, inputColumn);
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        const string Expected = "Vector<Single, *, M, V, C>";
        return SkeletonShape.Add(inputSchema, _options.InputColumnName!, Expected, _options.OutputColumnName, withLayout: true);
    }

    private void CheckTurning(SkeletonLayout layout, int coordinates)
    {
        if (_options.Turning == ClipTurning.None)
            return;
        if (!layout.HasShoulders)
        {
            const string Remedy = "set Options.Turning to None, or give the layout its shoulders";
            throw new ArgumentException($"The layout {layout} has no shoulder line to turn clips by; {Remedy}.");
        }

        if (coordinates < 3)
        {
            throw new ArgumentException(
                $"Clips with {coordinates} coordinates a joint cannot be turned about the vertical axis; set Options.Turning to None.");
        }
    }

    private void CheckMirror(SkeletonLayout layout)
    {
        if (_options.MissingJoints != MissingJoints.Mirror || layout.HasShoulders || TrunkJoints.Find(layout) is not null)
            return;
        const string Remedy = "set Options.MissingJoints to Interpolate";
        throw new ArgumentException($"The layout {layout} has neither shoulders nor hips, which joints are mirrored between; {Remedy}.");
    }

    private void CheckScale(SkeletonLayout layout)
    {
        const string Remedy = "set Options.Scale to Box or None, or give the layout what is missing";
        var scale = _options.Scale;
        if (scale is ClipScale.TrunkLength or ClipScale.ShoulderWidth && !layout.HasShoulders)
            throw new ArgumentException($"The layout {layout} has no shoulders, which {scale} is measured at; {Remedy}.");
        if (scale == ClipScale.TrunkLength && TrunkJoints.Find(layout) is null)
        {
            throw new ArgumentException(
                $"The layout {layout} has no two joints named hip that mirror each other, which {scale} is measured at; {Remedy}.");
        }
    }

    private static ArgumentException Unknown(DataViewSchema.Column column, SkeletonLayout? layout, int? bodies, int? channels)
    {
        List<(string Option, string What)> missing = [];
        if (layout is null)
            missing.Add((nameof(Options.Layout), "which skeleton it holds"));
        if (bodies is null)
            missing.Add((nameof(Options.Bodies), "how many bodies a frame has (M)"));
        if (channels is null)
            missing.Add((nameof(Options.Channels), "how many values a joint has (C)"));
        var what = string.Join(", nor ", missing.Select(one => one.What));
        var options = string.Join(", ", missing.Select(one => $"Options.{one.Option}"));
        return new ArgumentException($"Column '{column.Name}' ({column.Type}) does not tell {what}; set {options}.");
    }
}
