using System.Numerics.Tensors;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Experiments.Running;

/// <summary>A few test clips beside the training clips whose embeddings are nearest to theirs, to be seen in motion.</summary>
internal static class NeighborClips
{
    private const int Groups = 4;
    private const int Neighbors = 2;

    public static IReadOnlyList<ReportClip> Find(ExperimentResult result, IDataView train, IDataView test)
    {
        var (known, unknown) = (result.EmbeddedTrain.GetColumn<float[]>("Features").ToArray(), result.EmbeddedTest.GetColumn<float[]>("Features").ToArray());
        var (knownLabels, labels) = (result.EmbeddedTrain.GetColumn<uint>("Label").ToArray(), result.EmbeddedTest.GetColumn<uint>("Label").ToArray());
        var (names, clipNames) = (result.Trained.Linear.ClassNames, result.EmbeddedTest.GetColumn<string>("Name").ToArray());
        string NameOf(uint label) => label == 0 ? "unlabeled" : names[(int)label - 1];
        string GroupOf(int row) => $"{NameOf(labels[row])}, {clipNames[row]}";

        // Evenly through the test clips, each of another class: nobody picks the pretty ones.
        var shown = Enumerable.Range(0, unknown.Length).Where(row => labels[row] > 0).DistinctBy(row => labels[row]).ToArray();
        shown = [.. Enumerable.Range(0, Math.Min(Groups, shown.Length)).Select(i => shown[i * shown.Length / Math.Min(Groups, shown.Length)])];
        var nearest = shown.ToDictionary(row => row, row => Enumerable.Range(0, known.Length).OrderByDescending(other => TensorPrimitives.CosineSimilarity<float>(unknown[row], known[other])).Take(Neighbors).ToArray());
        var frames = Frames(test, shown);
        var knownFrames = Frames(train, [.. nearest.Values.SelectMany(rows => rows).Distinct()]);
        return [.. shown.SelectMany(row => nearest[row]
            .Select((other, rank) => new ReportClip($"{NameOf(knownLabels[other])} (training, nearest {rank + 1})", GroupOf(row), knownFrames[other]))
            .Prepend(new ReportClip($"{NameOf(labels[row])} (test)", GroupOf(row), frames[row])))];
    }

    /// <summary>The recorded frames <c>[T, M, V, 3]</c> of some rows.</summary>
    private static Dictionary<int, float[,,,]> Frames(IDataView view, IReadOnlyCollection<int> rows)
    {
        var column = view.Schema["Clip"];
        var sizes = ((VectorDataViewType)column.Type).Dimensions;
        var (bodies, joints, channels) = (sizes[1], sizes[2], sizes[3]);
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
            var values = clip.DenseValues().ToArray();
            var frames = new float[values.Length / (bodies * joints * channels), bodies, joints, 3];
            for (var i = 0; i < values.Length; i++)
            {
                if (i % channels < 3)
                    frames[i / (bodies * joints * channels), i / (joints * channels) % bodies, i / channels % joints, i % channels] = values[i];
            }

            found[row] = frames;
        }

        return found;
    }
}
