namespace MsMclr.MLNet.Examples;

/// <summary>What a run found, written as one page that opens without a network: scores, loss, embeddings, confusion, clips, settings.</summary>
public sealed class Report
{
    public required string Title { get; init; }

    /// <summary>One or two sentences below the title.</summary>
    public required string Summary { get; init; }

    /// <summary>The command that repeats the run.</summary>
    public required string Command { get; init; }

    public required IReadOnlyList<ScoreRow> Scores { get; init; }

    /// <summary>May be empty: the curve is then left out.</summary>
    public required IReadOnlyList<LossPoint> Loss { get; init; }

    /// <summary>[N][D], one embedding a clip; more than 1,000 are sampled. May be empty: the map is then left out.</summary>
    public required float[][] Embeddings { get; init; }

    /// <summary>[N], for each embedding the 0-based index into <see cref="ClassNames"/>.</summary>
    public required int[] Labels { get; init; }

    /// <summary>[N], what the clip of each embedding is called.</summary>
    public required string[] ClipNames { get; init; }

    public required string[] ClassNames { get; init; }

    /// <summary>[truth, predicted], counts of test clips.</summary>
    public required long[,] Confusion { get; init; }

    /// <summary>May be empty: the section is then left out.</summary>
    public required IReadOnlyList<ReportClip> Clips { get; init; }

    public required SkeletonLayout Layout { get; init; }

    public required IReadOnlyList<(string Name, string Value)> Settings { get; init; }

    /// <summary>Writes the page; a file that is there is replaced at once or, on failure, left as it was.</summary>
    /// <param name="path">The file, usually <c>report.html</c>; its folder is made if need be.</param>
    /// <exception cref="ArgumentException">Parts of the report do not fit together; the message names the part.</exception>
    public void Write(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ReportRules.Check(this);
        var page = ReportPage.Render(this);
        var target = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(target) ?? throw new ArgumentException($"'{path}' names no file.", nameof(path)));
        var temporary = $"{target}.{Guid.NewGuid():N}.tmp";
        try
        {
            File.WriteAllText(temporary, page);
            File.Move(temporary, target, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
