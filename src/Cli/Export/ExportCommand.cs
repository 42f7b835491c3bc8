using System.CommandLine;
using System.Globalization;
using Microsoft.ML;
using MsMclr.MLNet.Cli.Data;

namespace MsMclr.MLNet.Cli.Export;

/// <summary>A saved model to one ONNX file, from recorded clips to labels and scores.</summary>
internal sealed class ExportCommand
{
    private readonly Option<string> _model = new("--model")
    {
        Description = "The saved model.",
        HelpName = "FILE",
        DefaultValueFactory = _ => Path.Combine("artifacts", "quickstart", "action.zip"),
    };

    private readonly Option<string> _file = new("--out")
    {
        Description = "Where the ONNX file goes.",
        HelpName = "FILE",
        Required = true,
    };

    public static Command Make() => new ExportCommand().Command();

    private Command Command()
    {
        var command = new Command("export", "Writes a saved model as one ONNX file, for programs without .NET and for browsers.")
        {
            _model, _file,
        };
        command.SetAction(parsed => CommandRun.Run(_ => Run(parsed.GetValue(_model)!, parsed.GetValue(_file)!)));
        return command;
    }

    private static void Run(string modelFile, string file)
    {
        Refusal.Unless(File.Exists(modelFile), $"There is no model at '{modelFile}'. --model names one.");
        var ml = new MLContext();
        var model = SkeletonModel.Load(ml, modelFile, out var schema);
        using var disposed = model as IDisposable;
        try
        {
            ml.Model.SaveSkeletonOnnx(model, schema, file);
        }
        catch (NotSupportedException error)
        {
            // Its own sentence says more than that of its cause.
            throw new FormatException($"'{modelFile}': {error.Message}");
        }

        var size = new FileInfo(file).Length / 1024.0 / 1024;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file}: {size:f1} MiB, from recorded clips to labels and scores."));
    }
}
