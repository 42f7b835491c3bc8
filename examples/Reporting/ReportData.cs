using System.Text.Json;

namespace MsMclr.MLNet.Examples;

/// <summary>What the page's script draws, as JSON. The default escaping keeps any text from ending the script element.</summary>
internal static class ReportData
{
    public static string Json(Report report)
    {
        var rows = EmbeddingMap.Sample(report.Embeddings.Length);
        var (x, y) = EmbeddingMap.Place([.. rows.Select(row => report.Embeddings[row])]);
        var classes = report.ClassNames.Length;
        return JsonSerializer.Serialize(new
        {
            classes = report.ClassNames,
            loss = report.Loss.Select(point => new { epoch = point.Epoch, total = Finite(point.Total), contrast = Finite(point.Contrast) }),
            map = new { x, y, label = rows.Select(row => report.Labels[row]), of = report.Embeddings.Length },
            confusion = Enumerable.Range(0, classes).Select(t => Enumerable.Range(0, classes).Select(p => report.Confusion[t, p])),
            bones = report.Layout.Bones.Select(bone => new[] { bone.Child, bone.Parent }),
            groups = report.Clips.GroupBy(clip => clip.Group).Select(group => new
            {
                name = group.Key,
                clips = group.Select(clip => new { title = clip.Title, frames = ClipDrawing.Of(clip, report.Layout) }),
            }),
        });
    }

    private static double? Finite(double value) => double.IsFinite(value) ? Math.Round(value, 6) : null;
}
