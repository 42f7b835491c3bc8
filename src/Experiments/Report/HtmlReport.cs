using System.Text;
using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Experiments.Report;
using MsMclr.MLNet.Experiments.Report.Page;

namespace MsMclr.MLNet;

/// <summary>What a run found, written as one page that opens without a network: scores, loss, embeddings, confusion, clips, settings.</summary>
public sealed class HtmlReport
{
    /// <summary>Gets the page's title.</summary>
    public required string Title { get; init; }

    /// <summary>Gets one or two sentences below the title.</summary>
    public required string Summary { get; init; }

    /// <summary>Gets the command that repeats the run.</summary>
    public required string Command { get; init; }

    /// <summary>Gets the lines of the headline table.</summary>
    public required IReadOnlyList<ScoreRow> Scores { get; init; }

    /// <summary>Gets the loss by epoch. May be empty: the curve is then left out.</summary>
    public required IReadOnlyList<LossPoint> Loss { get; init; }

    /// <summary>Gets the embeddings, [N][D], one embedding a clip; more than 1,000 are sampled. May be empty: the map is then left out.</summary>
    public required float[][] Embeddings { get; init; }

    /// <summary>Gets the labels, [N], for each embedding the 0-based index into <see cref="ClassNames"/>.</summary>
    public required int[] Labels { get; init; }

    /// <summary>Gets the names, [N], what the clip of each embedding is called.</summary>
    public required string[] ClipNames { get; init; }

    /// <summary>Gets what the classes are called.</summary>
    public required string[] ClassNames { get; init; }

    /// <summary>Gets [truth, predicted], counts of test clips.</summary>
    public required long[,] Confusion { get; init; }

    /// <summary>Gets clips to show in motion. May be empty: the section is then left out.</summary>
    public required IReadOnlyList<ReportClip> Clips { get; init; }

    /// <summary>Gets the skeleton of <see cref="Clips"/>.</summary>
    public required SkeletonLayout Layout { get; init; }

    /// <summary>Gets what the run was made with.</summary>
    public required IReadOnlyList<(string Name, string Value)> Settings { get; init; }

    /// <summary>Writes the page; a file that is there is replaced at once or, on failure, left as it was.</summary>
    /// <param name="path">The file, usually <c>report.html</c>; its folder is made if need be.</param>
    /// <exception cref="ArgumentException">Parts of the report do not fit together; the message names the part.</exception>
    public void Write(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ReportRules.Check(this);
        var page = ReportPage.Render(this);
        FileReplacement.Write(path, Encoding.UTF8.GetBytes(page));
    }
}
