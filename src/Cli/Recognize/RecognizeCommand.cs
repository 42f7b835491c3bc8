using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using MsMclr.MLNet.Cli.Data;
using Spectre.Console;

namespace MsMclr.MLNet.Cli.Recognize;

/// <summary>Finds the actions of recordings that are not cut, with a saved model, and judges them where the truth is told.</summary>
internal sealed class RecognizeCommand(string[] words)
{
    private const string Name = "recognize";
    private readonly RecordingOptions _recordings = new();
    private readonly RecognizeOptions _options = new();

    public static Command Make(string[] args) => new RecognizeCommand([.. args.SkipWhile(word => word != Name).Skip(1)]).Command();

    private Command Command()
    {
        var command = new Command(Name, "Finds the actions in recordings that are not cut: from when to when, which, and who.");

        // Made-up recordings need no path, and are judged.
        _recordings.Format.Required = false;
        _recordings.Format.DefaultValueFactory = _ => Choices.Synthetic;
        IEnumerable<Option> options = [.. _recordings.All, .. _options.All];
        foreach (var option in options)
            command.Options.Add(option);
        command.SetAction(parsed => CommandRun.Run(cancel => Run(parsed, cancel)));
        return command;
    }

    private void Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        _recordings.Check(parsed);
        var file = parsed.GetValue(_options.File)!;
        var modelFile = parsed.GetValue(_options.Model)!;
        Refusal.Unless(Path.GetExtension(file).Equals(".csv", StringComparison.OrdinalIgnoreCase), $"--out {file}: a .csv is expected.");
        Refusal.Unless(File.Exists(modelFile), $"There is no model at '{modelFile}'. --model names one.");
        var settings = Settings.Apply(new ActionRecognizer.Options(), _options.Set.Name, parsed.GetValue(_options.Set)!);
        using var scorer = SkeletonScorer.Load(modelFile, new SkeletonScorer.Options { FillMissingJoints = true });
        var recognizers = new Recognizers(scorer, settings);
        var source = new UntrimmedSource(_recordings, _options, parsed, scorer.Layout);

        var watch = Stopwatch.StartNew();
        var skips = parsed.GetValue(_recordings.OnBadFile) == OnBadFile.Skip;
        List<RecognizedRecording> recognized = [];
        foreach (var recording in source.Load(cancellationToken))
        {
            if (recognizers.Recognize(recording, skips, cancellationToken) is { } one)
                recognized.Add(one);
        }

        Refusal.Unless(recognized.Count > 0, "No recording was found.");
        ActionIntervalFile.Write(file, recognized.SelectMany(recording => recording.Found));
        Console.WriteLine(Told(file, recognized, watch.Elapsed.TotalSeconds));
        var scores = IntervalJudge.Scores(recognized, scorer.Labels);
        if (scores is not null)
            IntervalTable.Write(AnsiConsole.Console, scores);
        if (parsed.GetValue(_options.Report) is { } report)
            Write(report, recognized, scores, recognizers.Describe());
    }

    private void Write(
        string file,
        List<RecognizedRecording> recognized,
        IntervalScores? scores,
        IReadOnlyList<(string Name, string Value)> settings)
    {
        var found = recognized.Sum(recording => recording.Found.Count);
        var there = scores is null ? "" : $", where {scores.TrueCount} are there";
        new IntervalReport
        {
            Title = "Recognized actions",
            Summary = $"Found in {Count(recognized.Count, "recording")}: {Count(found, "action")}{there}.",
            Command = CommandText.Of(Name, words, CommandText.File),
            Recordings = recognized,
            Scores = scores,
            Settings = settings,
        }.Write(file);
        Console.WriteLine($"{file} opens in any browser.");
    }

    private static string Told(string file, List<RecognizedRecording> recognized, double seconds)
    {
        var found = recognized.Sum(recording => recording.Found.Count);
        var recorded = recognized.Sum(recording => recording.Frames / recording.FrameRate);
        var text = CultureInfo.InvariantCulture;
        var those = string.Create(text, $"{Count(recognized.Count, "recording")} of {recorded / 60:f1} minutes");
        return string.Create(text, $"{file}: {Count(found, "action")} in {those}, in {seconds:f1} s.");
    }

    private static string Count(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}{Plural(count)}");

    private static string Plural(int count) => count == 1 ? "" : "s";
}
