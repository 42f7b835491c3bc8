using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Cli.Inspect.Clips;

/// <summary>The frames of a clip <c>[T, M, V, C]</c>, as a loader gives them.</summary>
internal sealed class ClipFrames
{
    private float[] _values = [];

    /// <param name="column">The column of clips.</param>
    public ClipFrames(DataViewSchema.Column column)
    {
        var dimensions = ((VectorDataViewType)column.Type).Dimensions;
        Bodies = dimensions[1];
        Channels = dimensions[3];
        Layout = column.GetSkeletonLayout()!;
        var told = 0;
        var isTold = column.Annotations.Schema.GetColumnOrNull(SkeletonAnnotations.Coordinates) is not null;
        if (isTold)
            column.Annotations.GetValue(SkeletonAnnotations.Coordinates, ref told);
        Coordinates = isTold ? told : Channels;
    }

    public SkeletonLayout Layout { get; }

    public int Bodies { get; }

    public int Channels { get; }

    /// <summary>How many of a joint's values are coordinates; those after them are scores.</summary>
    public int Coordinates { get; }

    public int Frames { get; private set; }

    private int BodySize => Layout.JointCount * Channels;

    public void Take(in VBuffer<float> clip)
    {
        if (_values.Length < clip.Length)
            _values = new float[2 * clip.Length];
        clip.CopyTo(_values);
        Frames = clip.Length / (Bodies * BodySize);
    }

    public ReadOnlySpan<float> Body(int frame, int body) => _values.AsSpan(((frame * Bodies) + body) * BodySize, BodySize);

    /// <summary>Whether a body is in a frame: not all of its coordinates are 0.</summary>
    public bool HasBody(int frame, int body) => Body(frame, body).ContainsAnyExcept(0f);

    public bool HasSomebody(int frame) => Enumerable.Range(0, Bodies).Any(body => HasBody(frame, body));

    /// <summary>A joint's coordinates; none where it was not found.</summary>
    public ReadOnlySpan<float> Joint(int frame, int body, int joint)
    {
        var values = Body(frame, body).Slice(joint * Channels, Coordinates);
        return float.IsNaN(values[0]) ? [] : values;
    }
}
