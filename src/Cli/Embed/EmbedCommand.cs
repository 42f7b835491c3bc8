using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;
using MsMclr.MLNet.Cli.Data;
using MsMclr.MLNet.Cli.Embed.Progress;
using MsMclr.MLNet.Cli.Embed.Shards;

namespace MsMclr.MLNet.Cli.Embed;

/// <summary>Recordings to embeddings, with an encoder that was trained before. No libtorch is needed.</summary>
internal sealed class EmbedCommand
{
    public const string Name = "embed";

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
        Description = "Where the embeddings go: .idv, ML.NET's own format, .csv, or a folder, which gets Parquet files.",
        HelpName = "FILE|FOLDER",
        Required = true,
    };

    private readonly ShardOptions _shards = new();

    public static Command Make() => new EmbedCommand().Command();

    private Command Command()
    {
        var command = new Command(Name, "Turns recordings into embeddings, with an encoder that was trained before.");
        IEnumerable<Option> options = [.. _recordings.All, _encoder, _preparation, .. _steps.All, _file, .. _shards.All];
        foreach (var option in options)
            command.Options.Add(option);
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        EmbedRequest? request = null;
        var code = EmbedExit.OfArguments(() => request = Requested(parsed));
        if (request is null)
            return code;
        if (request.Shards is not { } shards)
            return CommandRun.Run(cancel => ToFile(parsed, request, cancel));
        return EmbedExit.OfShards(cancel => ToFolder(parsed, request, shards, cancel));
    }

    // All that arguments say is looked at before anything is opened that may take time.
    private EmbedRequest Requested(ParseResult parsed)
    {
        var file = parsed.GetValue(_file)!;
        _recordings.Check(parsed);
        EmbeddingsOutput.Check(file);
        var shards = _shards.Of(parsed, isFolder: EmbeddingsOutput.IsFolder(file));
        var recordings = new Recordings(_recordings, parsed);
        var format = recordings.IsSynthetic ? null : recordings.Described();
        _recordings.Loading.Apply(new SkeletonLoader.Options(), parsed);
        var isPaper = parsed.GetValue(_preparation) == "paper";
        var preparation = _steps.Of(parsed, isPaper, canTurn: format is null || format.CanTurn);
        return new EmbedRequest(file, recordings, format, preparation, shards);
    }

    private void ToFile(ParseResult parsed, EmbedRequest request, CancellationToken cancellationToken)
    {
        var ml = new MLContext();
        var file = request.Output;
        var format = request.Format;
        using var encoder = new EncoderFacts(ml, parsed.GetValue(_encoder));
        var clips = format is null
            ? Recordings.MakeUp(ml, encoder, part: null, seed: 1)
            : request.Recordings.Load(ml, encoder, parsed.GetValue(_recordings.Data)!, format, part: null, cancellationToken);
        var embedded = new ClipEmbedding(ml, encoder.Encoder!, request.Preparation).Of(clips);

        var watch = Stopwatch.StartNew();
        var isLabeled = format is null || format.IsLabeled;
        var clipCount = Write(ml, embedded, isLabeled, file, cancellationToken);
        var seconds = watch.Elapsed.TotalSeconds;
        var pace = string.Create(CultureInfo.InvariantCulture, $"{seconds:f1} s ({clipCount / seconds:f0} clips/s)");
        Console.WriteLine($"{file}: {clipCount} clips, {encoder.Encoder!.EmbeddingSize} values each, in {pace}.");
    }

    private void ToFolder(ParseResult parsed, EmbedRequest request, ShardChoice shards, CancellationToken cancellationToken)
    {
        var ml = new MLContext();
        var folder = request.Output;
        var format = request.Format;
        var file = parsed.GetValue(_encoder)!;
        using var encoder = new EncoderFacts(ml, file);
        var rejected = new RejectedRecordings();
        ShardedRecordings list = new MadeUpShards(ml, encoder);
        if (format is not null)
        {
            // One bad recording of a million should not end the work, unless that is asked for.
            var isStrict = OptionsText.IsGiven(parsed, _recordings.OnBadFile) && parsed.GetValue(_recordings.OnBadFile) == OnBadFile.Throw;
            var loader = request.Recordings.Loader(ml, encoder, format, cancellationToken, isStrict ? null : rejected.Add);
            list = new FileShards(loader, parsed.GetValue(_recordings.Data)!, format.IsLabeled);
        }

        var embedding = new ClipEmbedding(ml, encoder.Encoder!, request.Preparation);
        // The folder is begun once the encoder has been read: a file that is none leaves nothing behind.
        var manifest = new ShardManifest
        {
            Encoder = EncoderHash.Of(file),
            EmbeddingSize = encoder.Encoder!.EmbeddingSize,
            Shards = shards.ShardCount ?? 0,
            Recordings = list.Count,
            RecordingsHash = list.Hash,
            Preparation = embedding.Text,
            Options = OptionsText.Of(parsed, [_recordings.Format, .. _recordings.Describing]),
        };
        var begun = ShardManifest.Begin(folder, manifest);
        var run = new ShardRun(ml, begun, new ShardFolder(folder, begun), list, rejected) { Layout = encoder.Encoder.Layout.ToJson() };
        var told = run.Run(shards.Of(begun.Shards), embedding.Of, cancellationToken);
        // On a file system where two may begin at once, or by another hand, the folder may have become another one meanwhile.
        ShardManifest.Begin(folder, begun);
        Console.WriteLine(told);
    }

    private static int Write(MLContext ml, IDataView embedded, bool isLabeled, string file, CancellationToken cancellationToken)
    {
        using var progress = new EmbeddingProgress();
        var counted = progress.Count(ml, embedded, cancellationToken);
        EmbeddingsOutput.Write(ml, counted, isLabeled, file, progress.RequireSome);
        return progress.Clips;
    }
}
