using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Heads.Evaluation;

namespace MsMclr.MLNet.Experiments.Probing;

/// <summary>
/// Some prepared clips in memory, to be changed and prepared again. Clips that nothing is done to are prepared again as well, so that
/// the second preparation tells nothing.
/// </summary>
internal sealed class ProbedClips
{
    private readonly MLContext _ml;
    private readonly IReadOnlyList<float[]> _clips;
    private readonly ClipShape _shape;
    private readonly DataViewSchema.Column _column;

    private ProbedClips(MLContext ml, IReadOnlyList<float[]> clips, DataViewSchema.Column column, SkeletonLayout layout)
    {
        _ml = ml;
        _clips = clips;
        _column = column;
        var sizes = ((VectorDataViewType)column.Type).Dimensions;
        _shape = new ClipShape(sizes[0], sizes[1], sizes[2], sizes[3]);
        Layout = layout;
    }

    public SkeletonLayout Layout { get; }

    public int Count => _clips.Count;

    /// <summary>Reads at most <see cref="EmbeddingProbeOptions.MaxClips"/> of some rows, evenly spaced.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="view">A view with prepared clips.</param>
    /// <param name="rows">The rows to choose from, which ascend.</param>
    /// <param name="options">Which column, and how many.</param>
    /// <param name="argument">What users call the view, for errors.</param>
    public static ProbedClips Read(MLContext ml, IDataView view, int[] rows, EmbeddingProbeOptions options, string argument)
    {
        int[] chosen = [.. EvenRows.Of(rows.Length, options.MaxClips).Select(place => rows[place])];
        var sampled = SampledRows.Read(view, options.InputColumnName, chosen, argument);
        var column = view.Schema[options.InputColumnName];
        if (column.Type is not VectorDataViewType { Dimensions.Length: 4 })
        {
            var found = $"Column '{column.Name}' holds {column.Type}, expected Vector<Single, C, T, V, M>";
            throw new ArgumentOutOfRangeException(argument, $"{found}; prepare clips first.");
        }

        return new ProbedClips(ml, sampled.Rows, column, LayoutOf(column, options, argument));
    }

    /// <summary>The clips, changed and prepared again, as the embedding's input.</summary>
    public IDataView Changed(ClipChange change, EmbeddingProbeOptions options)
    {
        var definition = SchemaDefinition.Create(typeof(Row));
        var type = new VectorDataViewType(NumberDataViewType.Single, _shape.Frames, _shape.Bodies, _shape.Joints, _shape.Channels);
        definition[nameof(Row.Clip)].ColumnType = type;
        var rows = _clips.Select(clip => new Row { Clip = Recorded(clip, change) });
        var recorded = _ml.Data.LoadFromEnumerable(rows.ToList(), definition);
        var usual = options.Preparation ?? new SkeletonPreparationEstimator.Options();

        // No LongestInterpolatedGap: what it counts are recorded frames, and the gaps that it closes are closed in prepared clips.
        return _ml.Transforms.Skeleton.Prepare(new SkeletonPreparationEstimator.Options
        {
            InputColumnName = nameof(Row.Clip),
            OutputColumnName = options.InputColumnName,
            Frames = _shape.Frames,
            Length = usual.Length,
            Centering = usual.Centering,
            Turning = usual.Turning,
            Scale = usual.Scale,
            MissingJoints = usual.MissingJoints,
            Coordinates = Coordinates(usual),
            Layout = Layout,
        }).Fit(recorded).Transform(recorded);
    }

    private int? Coordinates(SkeletonPreparationEstimator.Options usual)
    {
        if (usual.Coordinates is not null || _column.Annotations.Schema.GetColumnOrNull(SkeletonAnnotations.Coordinates) is null)
            return usual.Coordinates;
        var coordinates = 0;
        _column.Annotations.GetValue(SkeletonAnnotations.Coordinates, ref coordinates);
        return coordinates;
    }

    // From [C, T, V, M] to [T, M, V, C], the order of recordings.
    private float[] Recorded(float[] clip, ClipChange change)
    {
        var recorded = new float[clip.Length];
        var isMirrored = change == ClipChange.Mirrored;
        for (var at = 0; at < recorded.Length; at++)
        {
            var channel = at % _shape.Channels;
            var joint = at / _shape.Channels % _shape.Joints;
            var body = at / (_shape.Channels * _shape.Joints) % _shape.Bodies;
            var frame = at / (_shape.Channels * _shape.Joints * _shape.Bodies);
            var fromFrame = change == ClipChange.Reversed ? _shape.Frames - 1 - frame : frame;
            var fromJoint = isMirrored ? Layout.Mirror[joint] : joint;
            var value = clip[(((((channel * _shape.Frames) + fromFrame) * _shape.Joints) + fromJoint) * _shape.Bodies) + body];
            recorded[at] = isMirrored && channel == 0 ? -value : value;
        }

        return recorded;
    }

    private static SkeletonLayout LayoutOf(DataViewSchema.Column column, EmbeddingProbeOptions options, string argument)
    {
        if (options.Preparation?.Layout is { } layout)
            return layout;
        if (column.Annotations.Schema.GetColumnOrNull(SkeletonAnnotations.Layout) is null)
        {
            var remedy = "set EmbeddingProbeOptions.Preparation with its Layout";
            throw new ArgumentException($"Column '{column.Name}' is not annotated with a skeleton layout; {remedy}.", argument);
        }

        var json = default(ReadOnlyMemory<char>);
        column.Annotations.GetValue(SkeletonAnnotations.Layout, ref json);
        return SkeletonLayout.FromJson(json.ToString());
    }

    private sealed class Row
    {
        public float[] Clip { get; set; } = [];
    }
}
