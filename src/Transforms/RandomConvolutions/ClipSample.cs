using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Transforms.Columns;

namespace MsMclr.MLNet.Transforms.RandomConvolutions;

/// <summary>A sample of the training clips, and which of their channels ever differ from zero or change.</summary>
internal sealed class ClipSample
{
    private const int MostClips = 1000; // 15 MB of clips of one body; thresholds need no more.

    private ClipSample(IReadOnlyList<float[]> clips, int[] varying)
    {
        Clips = clips;
        VaryingChannels = varying;
    }

    /// <summary>The clips; each of the view has the same chance to be among them.</summary>
    public IReadOnlyList<float[]> Clips { get; }

    /// <summary>
    /// Channels that are not the same number throughout, in ascending order. An absent body's coordinates and a joint at the
    /// origin tell nothing, so nothing is drawn from them.
    /// </summary>
    public int[] VaryingChannels { get; }

    /// <summary>Reads the view once.</summary>
    public static ClipSample Read(
        IDataView view,
        DataViewSchema.Column column,
        ClipShape shape,
        Random random,
        CancellationToken cancellationToken)
    {
        var clips = new List<float[]>();
        var varies = new bool[ConvolutionBank.ChannelCount(shape)];
        var first = new float[varies.Length];
        using var cursor = view.GetRowCursor([column]);
        var getter = cursor.GetGetter<VBuffer<float>>(column);
        var vector = default(VBuffer<float>);
        var values = new float[shape.Length];
        for (var row = 0; cursor.MoveNext(); row++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            getter(ref vector);
            PreparedColumn.CheckLength(column.Name, shape, cursor.Position, vector.Length);
            vector.CopyTo(values);
            values.AsSpan().Replace(float.NaN, 0); // Missing joints are at 0.
            if (values.AsSpan().ContainsAnyExceptInRange(float.MinValue, float.MaxValue))
                throw NotFinite(column, cursor.Position);
            if (row == 0)
                FirstValues(shape, values, first);
            Compare(shape, values, first, varies);
            Keep(clips, values, row, random);
        }

        if (clips.Count == 0)
            throw new InvalidOperationException($"Column '{column.Name}' has no clip to take thresholds from.");
        var varying = Enumerable.Range(0, varies.Length).Where(channel => varies[channel]).ToArray();
        return new ClipSample(clips, varying.Length > 0 ? varying : [.. Enumerable.Range(0, varies.Length)]);
    }

    private static InvalidOperationException NotFinite(DataViewSchema.Column column, long row)
        => new($"Row {row} of column '{column.Name}' holds a value that is infinite; remove the row or replace the value.");

    // A reservoir (Vitter 1985, algorithm R): every row stays with the same probability, whatever their number.
    private static void Keep(List<float[]> clips, float[] values, int row, Random random)
    {
        if (clips.Count < MostClips)
        {
            clips.Add([.. values]);
            return;
        }

        var place = random.Next(row + 1);
        if (place < MostClips)
            values.CopyTo(clips[place], 0);
    }

    private static void FirstValues(ClipShape shape, float[] values, float[] first)
    {
        var perFrame = shape.Joints * shape.Bodies;
        for (var channel = 0; channel < first.Length; channel++)
            first[channel] = values[(channel / perFrame * shape.Frames * perFrame) + (channel % perFrame)];
    }

    private static void Compare(ClipShape shape, float[] values, float[] first, bool[] varies)
    {
        var perFrame = shape.Joints * shape.Bodies;
        for (var at = 0; at < values.Length; at += perFrame)
        {
            var channels = at / (shape.Frames * perFrame) * perFrame;
            for (var joint = 0; joint < perFrame; joint++)
                varies[channels + joint] |= values[at + joint] != first[channels + joint];
        }
    }
}
