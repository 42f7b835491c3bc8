using System.CommandLine;
using MsMclr.MLNet.Cli.Data;

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
        var source = new UntrimmedSource(_recordings, parsed, scorer.Layout)
        {
            TruthFile = parsed.GetValue(_options.Truth),
            Bodies = parsed.GetValue(_options.Bodies),
            MadeUp = parsed.GetValue(_options.Recordings),
        };
        new RecognitionRun(scorer, settings)
        {
            File = file,
            Report = parsed.GetValue(_options.Report),
            Command = CommandText.Of(Name, words, CommandText.File),
            Skips = parsed.GetValue(_recordings.OnBadFile) == OnBadFile.Skip,
        }.Of(source.Load(cancellationToken), cancellationToken);
    }
}
