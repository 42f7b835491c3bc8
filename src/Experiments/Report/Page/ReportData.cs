using System.Text.Json;
using MsMclr.MLNet.Experiments.Report.Charts;

namespace MsMclr.MLNet.Experiments.Report.Page;

/// <summary>What the page's scripts draw, as JSON. The default escaping keeps any text from ending the script element.</summary>
internal static class ReportData
{
    public static string Json(HtmlReport report) => JsonSerializer.Serialize(new
    {
        charts = new
        {
            map = EmbeddingChart.Of(Clips(report))?.Json(),
            loss = LossChart.Of(report.Loss)?.Json(),
            confusion = ConfusionChart.Of(report.ClassNames, report.Confusion)?.Json(),
        },
        bones = report.Layout.Bones.Select(bone => new[] { bone.Child, bone.Parent }),
        groups = report.Clips.GroupBy(clip => clip.Group).Select(group => new
        {
            name = group.Key,
            clips = group.Select(clip => new { title = clip.Title, frames = ClipDrawing.Of(clip, report.Layout) }),
        }),
    });

    private static EmbeddedClips Clips(HtmlReport report) => new(report.Embeddings, report.Labels, report.ClipNames, report.ClassNames);
}
