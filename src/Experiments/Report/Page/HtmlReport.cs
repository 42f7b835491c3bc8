using System.Text;
using MsMclr.MLNet.Experiments.Report.Page;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet;

/// <summary>
/// What a run found, written as one page that opens without a network: scores, loss, embeddings, confusion, clips, settings.
/// </summary>
public sealed class HtmlReport
{
    /// <summary>Gets or sets the page's title.</summary>
    public required string Title { get; set; }

    /// <summary>Gets or sets one or two sentences below the title.</summary>
    public required string Summary { get; set; }

    /// <summary>Gets or sets the command that repeats the run.</summary>
    public required string Command { get; set; }

    /// <summary>Gets or sets the lines of the headline table.</summary>
    public required IReadOnlyList<ScoreRow> Scores { get; set; }

    /// <summary>Gets or sets the loss by epoch. May be empty: the curve is then left out.</summary>
    public required IReadOnlyList<LossPoint> Loss { get; set; }

    /// <summary>
    /// Gets or sets the embeddings, [N][D], one embedding a clip; more than 1,000 are sampled. May be empty: the map is then left out.
    /// </summary>
    public required float[][] Embeddings { get; set; }

    /// <summary>Gets or sets the labels, [N], for each embedding the 0-based index into <see cref="ClassNames"/>.</summary>
    public required int[] Labels { get; set; }

    /// <summary>Gets or sets the names, [N], what the clip of each embedding is called.</summary>
    public required string[] ClipNames { get; set; }

    /// <summary>Gets or sets what the classes are called.</summary>
    public required string[] ClassNames { get; set; }

    /// <summary>Gets or sets [truth, predicted], counts of test clips.</summary>
    public required long[,] Confusion { get; set; }

    /// <summary>Gets or sets clips to show in motion. May be empty: the section is then left out.</summary>
    public required IReadOnlyList<ReportClip> Clips { get; set; }

    /// <summary>Gets or sets the skeleton of <see cref="Clips"/>.</summary>
    public required SkeletonLayout Layout { get; set; }

    /// <summary>Gets or sets what the run was made with.</summary>
    public required IReadOnlyList<(string Name, string Value)> Settings { get; set; }

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
