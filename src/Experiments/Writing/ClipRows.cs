using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Experiments.Writing;

/// <summary>Reads the recorded frames <c>[T, M, V, 3]</c> of some rows.</summary>
internal static class ClipRows
{
    public static Dictionary<int, float[,,,]> Read(IDataView view, IEnumerable<int> rows)
    {
        var column = view.Schema["Clip"];
        var sizes = ((VectorDataViewType)column.Type).Dimensions;
        var bodies = sizes[1];
        var joints = sizes[2];
        var channels = sizes[3];
        var wanted = rows.ToHashSet();
        var found = new Dictionary<int, float[,,,]>();
        using var cursor = view.GetRowCursor([column]);
        var getter = cursor.GetGetter<VBuffer<float>>(column);
        var clip = default(VBuffer<float>);
        for (var row = 0; found.Count < wanted.Count && cursor.MoveNext(); row++)
        {
            if (!wanted.Contains(row))
                continue;
            getter(ref clip);
            found[row] = Frames(clip.DenseValues().ToArray(), bodies, joints, channels);
        }

        return found;
    }

    // A third coordinate that was not recorded stays 0, and a fourth value, say a confidence, is not drawn.
    private static float[,,,] Frames(float[] values, int bodies, int joints, int channels)
    {
        var perFrame = bodies * joints * channels;
        var frames = new float[values.Length / perFrame, bodies, joints, 3];
        for (var i = 0; i < values.Length; i++)
        {
            var channel = i % channels;
            if (channel < 3)
                frames[i / perFrame, i / (joints * channels) % bodies, i / channels % joints, channel] = values[i];
        }

        return frames;
    }
}
