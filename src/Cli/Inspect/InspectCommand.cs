using System.CommandLine;
using Microsoft.ML;
using MsMclr.MLNet.Cli.Data;
using Spectre.Console;

namespace MsMclr.MLNet.Cli.Inspect;

/// <summary>Says what a file or a folder is: an encoder, a model, embeddings, checkpoints or recordings.</summary>
internal sealed class InspectCommand
{
    private readonly Argument<string> _path = new("path") { Description = "The file or folder. For recordings give --format, too." };
    private readonly Option<bool> _json = new("--json") { Description = "Writes JSON instead of a table." };
    private readonly RecordingOptions _recordings;

    private InspectCommand() => _recordings = new RecordingOptions(_path);

    public static Command Make() => new InspectCommand().Command();

    private Command Command()
    {
        var command = new Command("inspect", "Says what is in recordings, an encoder, a model, embeddings or a folder of checkpoints.");
        command.Arguments.Add(_path);
        IEnumerable<Option> options = [_recordings.Format, .. _recordings.Describing, _json];
        foreach (var option in options)
            command.Options.Add(option);
        command.SetAction(parsed => CommandRun.Run(cancel => Run(parsed, cancel)));
        return command;
    }

    private void Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        var inspection = Inspect(parsed, cancellationToken);
        if (parsed.GetValue(_json))
            Console.WriteLine(InspectionWriter.Json(inspection));
        else
            InspectionWriter.WriteTable(AnsiConsole.Console, inspection);
    }

    private Inspection Inspect(ParseResult parsed, CancellationToken cancellationToken)
    {
        var ml = new MLContext();
        var path = parsed.GetValue(_path)!;
        if (parsed.GetValue(_recordings.Format) is { } format)
        {
            Refusal.Unless(format != Choices.Synthetic, $"--format {Choices.Synthetic} has no files; name what lies at {path}.");
            _recordings.Check(parsed);
            return RecordingsInspector.Of(ml, new Recordings(_recordings, parsed), path, cancellationToken);
        }

        if (Directory.Exists(path))
        {
            Refusal.Unless(
                CheckpointsInspector.IsOne(path),
                $"{path} holds no checkpoints. For recordings say what they are, --format {string.Join(", ", Choices.Files)}.");
            return CheckpointsInspector.Of(path);
        }

        Refusal.Unless(File.Exists(path), $"There is no file or folder '{path}'.");
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
                throw new FormatException(
                    $"{path}: its extension is not one of .onnx, .safetensors, .pt, .pth (an encoder), .zip (a model), .idv (embeddings). "
                    + $"For a recording say what it is, --format {string.Join(", ", Choices.Files)}.");
        }
    }
}
