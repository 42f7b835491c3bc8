namespace MsMclr.MLNet.Experiments.Report.Page;

/// <summary>What must fit together in a report before it is drawn.</summary>
internal static class ReportRules
{
    public static void Check(HtmlReport report)
    {
        CheckConfusion(report);
        CheckEmbeddings(report);
        foreach (var clip in report.Clips)
            Check(clip, report.Layout);
    }

    private static void CheckConfusion(HtmlReport report)
    {
        var classes = report.ClassNames.Length;
        var rows = report.Confusion.GetLength(0);
        var columns = report.Confusion.GetLength(1);
        if (rows != classes || columns != classes)
            throw Wrong(nameof(HtmlReport.Confusion), $"is [{rows}, {columns}], but there are {classes} ClassNames");
        if (report.Confusion.Cast<long>().Any(count => count < 0))
            throw Wrong(nameof(HtmlReport.Confusion), "has a negative count");
    }

    private static void CheckEmbeddings(HtmlReport report)
    {
        var count = report.Embeddings.Length;
        var classes = report.ClassNames.Length;
        if (report.Labels.Length != count)
            throw Wrong(nameof(HtmlReport.Labels), $"has {report.Labels.Length} entries for {count} Embeddings");
        if (report.ClipNames.Length != count)
            throw Wrong(nameof(HtmlReport.ClipNames), $"has {report.ClipNames.Length} entries for {count} Embeddings");
        for (var i = 0; i < count; i++)
        {
            var label = report.Labels[i];
            var values = report.Embeddings[i];
            var expected = report.Embeddings[0].Length;
            if (label < 0 || label >= classes)
                throw Wrong(nameof(HtmlReport.Labels), $"[{i}] is {label}, expected 0 to {classes - 1}");
            if (values.Length != expected || expected == 0)
                throw Wrong(nameof(HtmlReport.Embeddings), $"[{i}] has {values.Length} values, the first has {expected}");
            if (!values.All(float.IsFinite))
                throw Wrong(nameof(HtmlReport.Embeddings), $"[{i}] has a value that is not finite");
        }
    }

    private static void Check(ReportClip clip, SkeletonLayout layout)
    {
        var frames = clip.Frames;
        int[] sizes = [.. Enumerable.Range(0, 4).Select(frames.GetLength)];
        if (sizes[0] == 0 || sizes[1] == 0 || sizes[2] != layout.JointCount || sizes[3] != 3)
        {
            var found = $"'{clip.Title}' is [{string.Join(", ", sizes)}]";
            throw Wrong(nameof(HtmlReport.Clips), $"{found}, expected [T, M, {layout.JointCount}, 3] for the layout {layout.Name}");
        }

        foreach (var value in frames)
        {
            if (!float.IsFinite(value))
                throw Wrong(nameof(HtmlReport.Clips), $"'{clip.Title}' has a coordinate that is not finite");
        }
    }

    private static ArgumentException Wrong(string part, string what) => new($"{part} {what}.", part);
}
