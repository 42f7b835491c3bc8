using Microsoft.ML;

namespace MsMclr.MLNet.Cli.Inspect.Guess;

/// <summary>Which format files are of: they are looked at, and a few are read in each that they look like.</summary>
/// <param name="Word">The format's word on the command line.</param>
/// <param name="Format">The format.</param>
/// <param name="Read">How many of the tried files it read.</param>
/// <param name="Tried">How many were tried.</param>
/// <param name="RunnerUp">What else they might have been, and why it is not that; null for nothing.</param>
internal sealed record FormatGuess(string Word, ISkeletonFormat Format, int Read, int Tried, string? RunnerUp)
{
    private const int Looked = 40;
    private const int Candidates = 3;
    private const int TriedFiles = 4;

    /// <exception cref="FormatException">They are of no format, with what is wrong in the likeliest.</exception>
    public static FormatGuess Of(MLContext ml, FoundFiles files, SkeletonLayout? layout)
    {
        var trials = FormatSigns.Ranked(files.Sample(Looked)).Take(Candidates).Select(word => Trial(ml, files, word, layout)).ToList();
        if (trials.Count == 0)
        {
            var found = string.Join(", ", files.Extensions.Select(count => $"{count.Key} ({count.Value})"));
            throw new FormatException($"{files.Root} holds no recordings that a format is known for, but {found}.");
        }

        // The order of their signs decides between those that read the same.
        var best = trials.MaxBy(trial => trial.Read)!;
        if (best.Format is null || best.Read == 0)
            throw new FormatException($"{files.Root} looks like --format {trials[0].Word}, but cannot be read so: {trials[0].Reason}");
        var next = trials.Find(trial => trial != best);
        var runnerUp = next is null ? null : $"{next.Word}, which reads {next.Read} of {next.Tried} files tried";
        return new FormatGuess(best.Word, best.Format, best.Read, best.Tried, runnerUp);
    }

    private static Outcome Trial(MLContext ml, FoundFiles files, string word, SkeletonLayout? layout)
    {
        try
        {
            var format = new GuessedFormats(files, layout).Make(word);
            var tried = files.Where(path => format.Accepts(Path.GetFileName(path))).Sample(TriedFiles).ToList();
            var reasons = new List<string>();
            var read = tried.Count(file => Reads(ml, format, file, reasons));
            return new Outcome(word, format, read, tried.Count, reasons.FirstOrDefault("no file is called as the format calls them."));
        }
        catch (Exception error) when (error is FormatException or ArgumentException or InvalidOperationException)
        {
            return new Outcome(word, null, 0, 0, error.Message);
        }
    }

    private static bool Reads(MLContext ml, ISkeletonFormat format, string file, List<string> reasons)
    {
        try
        {
            var options = new SkeletonLoader.Options
            {
                Format = format,
                OnBadFile = OnBadFile.Skip,
                OnSkipped = bad => reasons.Add(bad.Message),
            };
            var view = ml.Data.LoadFromSkeletonFiles(file, options);
            using var cursor = view.GetRowCursor([view.Schema["Clip"]]);
            return cursor.MoveNext();
        }
        catch (Exception error) when (error is FormatException or ArgumentException or InvalidOperationException or IOException)
        {
            reasons.Add(error.Message);
            return false;
        }
    }

    private sealed record Outcome(string Word, ISkeletonFormat? Format, int Read, int Tried, string Reason);
}
