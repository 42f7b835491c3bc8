using System.CommandLine;
using Microsoft.ML;
using MsMclr.MLNet.Cli.Data;
using MsMclr.MLNet.Cli.Inspect.Guess;

namespace MsMclr.MLNet.Cli.Inspect;

/// <summary>Finds out what lies in a folder, and how it is read, where nobody has said it.</summary>
internal sealed class GuessedRecordings(MLContext ml, RecordingOptions options, ParseResult parsed)
{
    // Fewer than a batch of the default recipe: there is nothing to train on.
    private const int FewClips = 32;
    private const string FolderOfLabel = "{label}/*";

    /// <exception cref="FormatException">No format reads what is there.</exception>
    public RecordingsFound Look(string path, bool wantsPicture, CancellationToken cancellationToken)
    {
        var files = FoundFiles.At(path);
        Refusal.Unless(files.Paths.Count > 0, $"{path} holds no files, and so neither checkpoints nor recordings.");
        var layout = parsed.GetValue(options.Layout) is { } word ? Layouts.Of(word) : null;
        var guess = FormatGuess.Of(ml, files, layout);
        var labels = Labels(files, guess.Format);
        var format = new RecordingFormat(guess.Format, Names: null, labels) { SearchesBelow = true };
        var recordings = new Recordings(options, parsed);
        var found = RecordingsInspector.Of(ml, recordings, path, format, wantsPicture, cancellationToken);

        found.Inspection.AddFirst("files", files.Extensions);
        found.Inspection.AddFirst("runner-up", guess.RunnerUp ?? "none: the files look like nothing else");
        found.Inspection.AddFirst("guessed", $"--format {guess.Word}, which reads {guess.Read} of {guess.Tried} files tried");
        if (labels.PathPattern is { } pattern)
            found.Inspection.Add("labels from", $"--path-pattern '{pattern}'");
        found.Inspection.Add("next", Next(path, guess, labels));
        if (labels.TellLabels && found.Clips < FewClips)
            found.Inspection.Add("or", "an ExampleBank, which takes a few clips of an action without training: docs/few-examples.md");
        return found;
    }

    // A folder a class is what most people have, where the format itself knows no labels.
    private LabelSources Labels(FoundFiles files, ISkeletonFormat format)
    {
        var table = parsed.GetValue(options.LabelsFile);
        var pattern = parsed.GetValue(options.Loading.PathPattern);
        var tellsLabels = !format.Actions.IsDefaultOrEmpty;
        var read = files.Where(file => format.Accepts(Path.GetFileName(file)));
        if (pattern is null && table is null && !tellsLabels && read.AreInFoldersOfTheirKind)
            pattern = FolderOfLabel;
        return new LabelSources(pattern, table, []);
    }

    private static string Next(string path, FormatGuess guess, LabelSources labels)
    {
        var told = labels.PathPattern is { } pattern ? $" --path-pattern '{pattern}'" : "";
        var layout = guess.Word is "openpose" or "npy" ? $" --layout {guess.Format.Layout.Name}" : "";
        return $"msmclr evaluate --data {path} --format {guess.Word}{layout}{told} --split ... --out results";
    }
}
