using System.Diagnostics;
using System.Globalization;
using MsMclr.MLNet.Cli.Data;
using Spectre.Console;

namespace MsMclr.MLNet.Cli.Recognize;

/// <summary>Finds the actions of recordings, writes them down, and judges them where the truth is told.</summary>
internal sealed class RecognitionRun(SkeletonScorer scorer, ActionRecognizer.Options settings)
{
    /// <summary>Where the intervals go.</summary>
    public required string File { get; init; }

    /// <summary>Where the page with time lines goes; null for none.</summary>
    public string? Report { get; init; }

    /// <summary>What was typed, for the page.</summary>
    public required string Command { get; init; }

    /// <summary>Whether recordings that are refused are left out.</summary>
    public bool Skips { get; init; }

    /// <exception cref="FormatException">There is no recording, one is refused, or the truth has nothing to do with them.</exception>
    public void Of(IEnumerable<UntrimmedClip> recordings, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var recognizers = new Recognizers(scorer, settings);
        List<RecognizedRecording> recognized = [];
        foreach (var recording in recordings)
        {
            if (recognizers.Recognize(recording, Skips, cancellationToken) is { } one)
                recognized.Add(one);
        }

        Refusal.Unless(recognized.Count > 0, "No recording was found.");
        ActionIntervalFile.Write(File, recognized.SelectMany(recording => recording.Found));
        Console.WriteLine(Told(recognized, watch.Elapsed.TotalSeconds));
        var scores = IntervalJudge.Scores(recognized, scorer.Labels);
        if (scores is not null)
            IntervalTable.Write(AnsiConsole.Console, scores);
        if (Report is { } report)
            Write(report, recognized, scores, recognizers.Describe());
    }

    private void Write(
        string file,
        List<RecognizedRecording> recognized,
        IntervalScores? scores,
        IReadOnlyList<(string Name, string Value)> described)
    {
        var found = recognized.Sum(recording => recording.Found.Count);
        var there = scores is null ? "" : $", where {scores.TrueCount} are there";
        new IntervalReport
        {
            Title = "Recognized actions",
            Summary = $"Found in {Count(recognized.Count, "recording")}: {Count(found, "action")}{there}.",
            Command = Command,
            Recordings = recognized,
            Scores = scores,
            Settings = described,
        }.Write(file);
        Console.WriteLine($"{file} opens in any browser.");
    }

    private string Told(List<RecognizedRecording> recognized, double seconds)
    {
        var found = recognized.Sum(recording => recording.Found.Count);
        var recorded = recognized.Sum(recording => recording.Frames / recording.FrameRate);
        var text = CultureInfo.InvariantCulture;
        var those = string.Create(text, $"{Count(recognized.Count, "recording")} of {recorded / 60:f1} minutes");
        return string.Create(text, $"{File}: {Count(found, "action")} in {those}, in {seconds:f1} s.");
    }

    private static string Count(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}{Plural(count)}");

    private static string Plural(int count) => count == 1 ? "" : "s";
}
