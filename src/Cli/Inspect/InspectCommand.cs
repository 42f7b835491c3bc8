using System.CommandLine;
using System.Text;
using Microsoft.ML;
using MsMclr.MLNet.Cli.Data;
using MsMclr.MLNet.Cli.Inspect.Facts;
using MsMclr.MLNet.Interop;
using Spectre.Console;

namespace MsMclr.MLNet.Cli.Inspect;

/// <summary>Says what a file or a folder is: an encoder, one that was handed on, a model, embeddings, checkpoints or recordings.</summary>
internal sealed class InspectCommand
{
    private readonly Argument<string> _path = new("path")
    {
        Description = "The file or folder. What recordings are is found out, or said by --format.",
    };

    private readonly Option<string?> _json = new("--json")
    {
        Description = "Writes JSON: to a file, or in place of the table.",
        HelpName = "FILE",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _preview = new("--preview")
    {
        Description = "Recordings: draws a clip, its skeleton at some moments, as an SVG picture.",
        HelpName = "FILE",
    };

    private readonly RecordingOptions _recordings;

    private InspectCommand() => _recordings = new RecordingOptions(_path);

    public static Command Make() => new InspectCommand().Command();

    private Command Command()
    {
        const string What = "Says what is in recordings, an encoder, also one that was handed on, a model, embeddings or checkpoints.";
        var command = new Command("inspect", What);
        command.Arguments.Add(_path);
        IEnumerable<Option> options = [_recordings.Format, .. _recordings.Describing, _json, _preview];
        foreach (var option in options)
            command.Options.Add(option);
        command.SetAction(parsed => CommandRun.Run(cancel => Run(parsed, cancel)));
        return command;
    }

    private void Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (inspection, picture, _) = Inspect(parsed, cancellationToken);
        if (parsed.GetValue(_preview) is { } preview)
        {
            Refusal.Unless(picture is not null, "--preview draws a clip of recordings, and there is none with somebody in it.");
            FileReplacement.Write(preview, Encoding.UTF8.GetBytes(picture!));
        }

        var isJson = parsed.GetResult(_json) is { Implicit: false };
        var file = parsed.GetValue(_json);
        if (file is not null)
            FileReplacement.Write(file, Encoding.UTF8.GetBytes(InspectionWriter.Json(inspection) + "\n"));
        if (isJson && file is null)
            Console.WriteLine(InspectionWriter.Json(inspection));
        else
            InspectionWriter.WriteTable(AnsiConsole.Console, inspection);
    }

    private RecordingsFound Inspect(ParseResult parsed, CancellationToken cancellationToken)
    {
        var ml = new MLContext();
        var path = parsed.GetValue(_path)!;
        var wantsPicture = parsed.GetValue(_preview) is not null;
        if (parsed.GetValue(_recordings.Format) is { } format)
        {
            Refusal.Unless(format != Choices.Synthetic, $"--format {Choices.Synthetic} has no files; name what lies at {path}.");
            _recordings.Check(parsed);
            var recordings = new Recordings(_recordings, parsed);
            return RecordingsInspector.Of(ml, recordings, path, recordings.Described(), wantsPicture, cancellationToken);
        }

        Refusal.Unless(File.Exists(path) || Directory.Exists(path), $"There is no file or folder '{path}'.");
        Refusal.Unless(!FileKind.MayBeEndless(path), $"'{path}' {FileKind.NotRegular}.");
        if (Directory.Exists(path) && CheckpointsInspector.IsOne(path))
            return new RecordingsFound(CheckpointsInspector.Of(path), Picture: null);
        if (Directory.Exists(path) && SkeletonPretrained.IsFolder(path))
            return new RecordingsFound(PretrainedInspector.Of(ml, path), Picture: null);
        return Known(ml, path, parsed) is { } known
            ? new RecordingsFound(known, Picture: null)
            : new GuessedRecordings(ml, _recordings, parsed).Look(path, wantsPicture, cancellationToken);
    }

    private Inspection? Known(MLContext ml, string path, ParseResult parsed)
    {
        switch (Path.GetExtension(path).ToLowerInvariant())
        {
            case ".idv":
                return EmbeddingsInspector.Of(ml, path);
            case ".zip":
                return ModelInspector.Of(ml, path);
            case ".onnx" or ".safetensors" or ".pt" or ".pth":
                var layout = parsed.GetValue(_recordings.Layout);
                return EncoderInspector.Of(ml, path, layout is null ? null : Layouts.Of(layout));
            default:
                return null;
        }
    }
}
