using System.Text;
using MsMclr.MLNet.Experiments.Intervals;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet;

/// <summary>
/// What was found in recordings that are not cut, written as one page that opens without a network and without scripts: a time line of
/// each recording, with a row for each person and for what is there, and how well it was found.
/// </summary>
public sealed class IntervalReport
{
    /// <summary>Gets or sets the page's title.</summary>
    public required string Title { get; set; }

    /// <summary>Gets or sets one or two sentences below the title.</summary>
    public required string Summary { get; set; }

    /// <summary>Gets or sets the command that repeats the run.</summary>
    public required string Command { get; set; }

    /// <summary>Gets or sets the recordings.</summary>
    public required IReadOnlyList<RecognizedRecording> Recordings { get; set; }

    /// <summary>Gets or sets how well it was found.</summary>
    /// <value>Default null: it was not judged, and the tables are left out.</value>
    public IntervalScores? Scores { get; set; }

    /// <summary>Gets or sets what it was found with.</summary>
    public required IReadOnlyList<(string Name, string Value)> Settings { get; set; }

    /// <summary>Writes the page; a file that is there is replaced at once or, on failure, left as it was.</summary>
    /// <param name="path">The file; its folder is made if need be.</param>
    public void Write(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        FileReplacement.Write(path, Encoding.UTF8.GetBytes(IntervalPage.Render(this)));
    }
}
