using System.CommandLine;
using MsMclr.MLNet.Cli.Data;
using MsMclr.MLNet.Cli.Recognize;

namespace MsMclr.MLNet.Cli.Evaluate;

/// <summary>
/// The model that an evaluation has kept, judged on the recordings of the test part before they were cut: what is done in them, from when
/// to when.
/// </summary>
internal sealed class UntrimmedTest(ParseResult parsed, RecordingOptions recordings, string folder, string command)
{
    /// <summary>Requires recordings that are not cut.</summary>
    /// <exception cref="FormatException">The format has none, or the test part is no part of them.</exception>
    public static void Check(ParseResult parsed, RecordingOptions recordings, SplitOptions splits)
    {
        const string Option = "--untrimmed";
        var format = parsed.GetValue(recordings.Format)!;
        Refusal.Unless(
            format is Choices.Synthetic or "pku-mmd",
            $"{Option}: recordings of --format {format} are cut into clips already. pku-mmd and synthetic are not.");
        var split = parsed.GetValue(splits.Split)!;
        var isPublished = !ColumnSplit.IsOne(split) && split != Choices.TestData && parsed.GetValue(splits.Select) is null;
        Refusal.Unless(isPublished, $"{Option} takes the data set's own splits, and no --select.");
    }

    public int Run(SkeletonSplit part) => CommandRun.Run(cancel =>
    {
        var scoring = new SkeletonScorer.Options { FillMissingJoints = true };
        using var scorer = SkeletonScorer.Load(Path.Combine(folder, "action.zip"), scoring);
        var source = new UntrimmedSource(recordings, parsed, scorer.Layout) { Part = part };
        new RecognitionRun(scorer, new ActionRecognizer.Options())
        {
            File = Path.Combine(folder, "intervals.csv"),
            Report = Path.Combine(folder, "untrimmed.html"),
            Command = command,
            Skips = parsed.GetValue(recordings.OnBadFile) == OnBadFile.Skip,
        }.Of(source.Load(cancel), cancel);
    });
}
