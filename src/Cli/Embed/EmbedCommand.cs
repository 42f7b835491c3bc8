using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;
using MsMclr.MLNet.Cli.Data;

namespace MsMclr.MLNet.Cli.Embed;

/// <summary>Recordings to embeddings, with an encoder that was trained before. No libtorch is needed.</summary>
internal sealed class EmbedCommand
{
    private readonly RecordingOptions _recordings = new();

    private readonly Option<string> _encoder = new("--encoder")
    {
        Description = "The encoder: encoder.onnx, .safetensors, .pt, or a model .zip of one encoder.",
        HelpName = "FILE",
        Required = true,
    };

    private readonly Option<string> _preparation = new Option<string>("--preparation")
    {
        Description = "How clips are centered and turned. As for training the encoder: by --recipe default or --recipe paper.",
        DefaultValueFactory = _ => "default",
    }.AcceptOnlyFromAmong("default", "paper");

    private readonly PreparationOptions _steps = new();

    private readonly Option<string> _file = new("--out")
    {
        Description = "Where the embeddings go: .idv, ML.NET's own format, or .csv.",
        HelpName = "FILE",
        Required = true,
    };

    public static Command Make() => new EmbedCommand().Command();

    private Command Command()
    {
        var command = new Command("embed", "Turns recordings into embeddings, with an encoder that was trained before.");
        IEnumerable<Option> options = [.. _recordings.All, _encoder, _preparation, .. _steps.All, _file];
        foreach (var option in options)
            command.Options.Add(option);
        command.SetAction(parsed => CommandRun.Run(cancel => Run(parsed, cancel)));
        return command;
    }

    private void Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        _recordings.Check(parsed);
        var file = parsed.GetValue(_file)!;
        EmbeddingsOutput.Check(file);
        var ml = new MLContext();
        using var encoder = new EncoderFacts(ml, parsed.GetValue(_encoder));
        var recordings = new Recordings(_recordings, parsed);
        var format = recordings.IsSynthetic ? null : recordings.Described();
        var clips = format is null
            ? Recordings.MakeUp(ml, encoder, part: null, seed: 1)
            : recordings.Load(ml, encoder, parsed.GetValue(_recordings.Data)!, format, part: null, cancellationToken);

        var canTurn = format is null || format.CanTurn;
        var preparation = _steps.Of(parsed, isPaper: parsed.GetValue(_preparation) == "paper", canTurn);
        var embedded = Embedded(ml, clips, encoder.Encoder!, preparation);

        var watch = Stopwatch.StartNew();
        var isLabeled = format is null || format.IsLabeled;
        var clipCount = Write(ml, embedded, isLabeled, file, cancellationToken);
        var seconds = watch.Elapsed.TotalSeconds;
        var pace = string.Create(CultureInfo.InvariantCulture, $"{seconds:f1} s ({clipCount / seconds:f0} clips/s)");
        Console.WriteLine($"{file}: {clipCount} clips, {encoder.Encoder!.EmbeddingSize} values each, in {pace}.");
    }

    private static int Write(MLContext ml, IDataView embedded, bool isLabeled, string file, CancellationToken cancellationToken)
    {
        using var progress = new EmbeddingProgress();
        var counted = progress.Count(ml, embedded, cancellationToken);
        EmbeddingsOutput.Write(ml, counted, isLabeled, file, progress.RequireSome);
        return progress.Clips;
    }

    private static IDataView Embedded(MLContext ml, IDataView clips, SkeletonEmbeddingTransformer encoder, Preparation preparation)
    {
        var prepare = new SkeletonPreparationEstimator.Options
        {
            Frames = encoder.Shape.Frames,
            Length = preparation.Length,
            Centering = preparation.Centering,
            Turning = preparation.Turning,
            Scale = preparation.Scale,
        };
        var prepared = ml.Transforms.Skeleton.Prepare(prepare).Fit(clips).Transform(clips);
        return encoder.Transform(prepared);
    }
}
