using System.Numerics.Tensors;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Experiments.Writing;

/// <summary>A few test clips beside the training clips whose embeddings are nearest to theirs, to be seen in motion.</summary>
internal static class NeighborClips
{
    private const int MostGroups = 4;
    private const int Neighbors = 2;

    public static IReadOnlyList<ReportClip> Find(ExperimentResult result, IDataView train, IDataView test)
    {
        var known = EmbeddedRows.Read(result.EmbeddedTrain, result.Trained.Linear.ClassNames);
        var unknown = EmbeddedRows.Read(result.EmbeddedTest, result.Trained.Linear.ClassNames);
        var shown = Chosen(unknown);
        var nearest = shown.Select(row => Nearest(known, unknown.Features[row])).ToArray();
        var frames = ClipRows.Read(test, shown);
        var knownFrames = ClipRows.Read(train, nearest.SelectMany(rows => rows));
        var clips = new List<ReportClip>();
        for (var i = 0; i < shown.Length; i++)
        {
            var name = unknown.ClassOf(shown[i]);
            var group = $"{name}, {unknown.Names[shown[i]]}";
            clips.Add(new ReportClip($"{name} (test)", group, frames[shown[i]]));
            for (var rank = 0; rank < nearest[i].Length; rank++)
            {
                var neighbor = nearest[i][rank];
                var title = $"{known.ClassOf(neighbor)} (training, nearest {rank + 1})";
                clips.Add(new ReportClip(title, group, knownFrames[neighbor]));
            }
        }

        return clips;
    }

    // Evenly through the test clips, each of another class: nobody picks the pretty ones.
    private static int[] Chosen(EmbeddedRows rows)
    {
        var labeled = Enumerable.Range(0, rows.Labels.Length).Where(row => rows.Labels[row] > 0);
        var ofEachClass = labeled.DistinctBy(row => rows.Labels[row]).ToArray();
        var groups = Math.Min(MostGroups, ofEachClass.Length);
        return [.. Enumerable.Range(0, groups).Select(i => ofEachClass[i * ofEachClass.Length / groups])];
    }

    private static int[] Nearest(EmbeddedRows known, float[] features) => [.. Enumerable.Range(0, known.Features.Length)
        .OrderByDescending(row => TensorPrimitives.CosineSimilarity<float>(features, known.Features[row]))
        .Take(Neighbors)];

    private sealed record EmbeddedRows(float[][] Features, uint[] Labels, string[] Names, IReadOnlyList<string> ClassNames)
    {
        public static EmbeddedRows Read(IDataView view, IReadOnlyList<string> classNames) => new(
            [.. view.GetColumn<float[]>("Features")],
            [.. view.GetColumn<uint>("Label")],
            [.. view.GetColumn<string>("Name")],
            classNames);

        public string ClassOf(int row) => Labels[row] == 0 ? "unlabeled" : ClassNames[(int)Labels[row] - 1];
    }
}
