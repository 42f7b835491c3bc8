namespace MsMclr.MLNet.Experiments.Report;

/// <summary>What must fit together in a report before it is drawn.</summary>
internal static class ReportRules
{
    public static void Check(HtmlReport report)
    {
        var classes = report.ClassNames.Length;
        if (report.Confusion.GetLength(0) != classes || report.Confusion.GetLength(1) != classes)
            throw Wrong(nameof(HtmlReport.Confusion), $"is [{report.Confusion.GetLength(0)}, {report.Confusion.GetLength(1)}], but there are {classes} ClassNames");
        if (report.Confusion.Cast<long>().Any(count => count < 0))
            throw Wrong(nameof(HtmlReport.Confusion), "has a negative count");
        if (report.Labels.Length != report.Embeddings.Length)
            throw Wrong(nameof(HtmlReport.Labels), $"has {report.Labels.Length} entries for {report.Embeddings.Length} Embeddings");
        if (report.ClipNames.Length != report.Embeddings.Length)
            throw Wrong(nameof(HtmlReport.ClipNames), $"has {report.ClipNames.Length} entries for {report.Embeddings.Length} Embeddings");
        for (var i = 0; i < report.Labels.Length; i++)
        {
            if ((uint)report.Labels[i] >= (uint)classes)
                throw Wrong(nameof(HtmlReport.Labels), $"[{i}] is {report.Labels[i]}, expected 0 to {classes - 1}");
            if (report.Embeddings[i].Length != report.Embeddings[0].Length || report.Embeddings[i].Length == 0)
                throw Wrong(nameof(HtmlReport.Embeddings), $"[{i}] has {report.Embeddings[i].Length} values, the first has {report.Embeddings[0].Length}");
            if (!report.Embeddings[i].All(float.IsFinite))
                throw Wrong(nameof(HtmlReport.Embeddings), $"[{i}] has a value that is not finite");
        }

        foreach (var clip in report.Clips)
            Check(clip, report.Layout);
    }

    private static void Check(ReportClip clip, SkeletonLayout layout)
    {
        var frames = clip.Frames;
        if (frames.GetLength(0) == 0 || frames.GetLength(1) == 0 || frames.GetLength(2) != layout.JointCount || frames.GetLength(3) != 3)
        {
            throw Wrong(nameof(HtmlReport.Clips), $"'{clip.Title}' is [{frames.GetLength(0)}, {frames.GetLength(1)}, {frames.GetLength(2)}, {frames.GetLength(3)}], "
                + $"expected [T, M, {layout.JointCount}, 3] for the layout {layout.Name}");
        }

        foreach (var value in frames)
        {
            if (!float.IsFinite(value))
                throw Wrong(nameof(HtmlReport.Clips), $"'{clip.Title}' has a coordinate that is not finite");
        }
    }

    private static ArgumentException Wrong(string part, string what) => new($"{part} {what}.", part);
}
