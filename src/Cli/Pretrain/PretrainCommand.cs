using System.CommandLine;
using Microsoft.ML;
using MsMclr.MLNet.Cli.Data;
using MsMclr.MLNet.Cli.Evaluate;

namespace MsMclr.MLNet.Cli.Pretrain;

/// <summary>
/// Learns an encoder from recordings without labels, alone or with all processes that <c>mpirun</c> or <c>srun</c> has started.
/// docs/scale-out.md.
/// </summary>
internal sealed class PretrainCommand
{
    private readonly RecordingOptions _recordings = new();
    private readonly SplitOptions _splits = new();
    private readonly PreparationOptions _preparation = new();
    private readonly EvaluateOptions _options = new();

    public static Command Make() => new PretrainCommand().Command();

    private Command Command()
    {
        var command = new Command(
            "pretrain", "Learns an encoder from recordings without labels; with mpirun or srun on several processes and machines.");
        _splits.Split.Required = false; // Without one, all clips are trained on.
        IEnumerable<Option> options =
        [
            .. _recordings.All, _splits.Split, _splits.Test, _splits.List, .. _preparation.All,
            _options.Recipe, _options.Set, _options.Stream, _options.Epochs, _options.Frames, _options.Precision, _options.Seed,
            _options.Resume, _options.Folder,
        ];
        foreach (var option in options)
            command.Options.Add(option);
        command.SetAction(parsed => CommandRun.Run(
            cancel => Ranks.Run(communicator => Run(parsed, communicator, cancel), cancel),
            () => "The same command with --resume goes on from the last checkpoint."));
        return command;
    }

    private void Run(ParseResult parsed, Communicator communicator, CancellationToken cancellationToken)
    {
        var options = Options(parsed, isFirst: communicator.Rank == 0, out var frames, out var preparation);
        InstalledLibTorch.Find();
        var ml = new MLContext();
        var clips = preparation.Apply(ml, Clips(ml, parsed, cancellationToken), frames);
        options.Communicator = communicator;
        options.CancellationToken = cancellationToken;
        options.Progress = new EpochLines(communicator);
        using var encoder = ml.SelfSupervised.Trainers.MsMclr(options).Fit(clips);
        if (communicator.Rank != 0)
            return;
        var file = Path.Combine(parsed.GetValue(_options.Folder)!, "encoder.onnx");
        encoder.SaveEncoder(file);
        Console.WriteLine($"{file} is the encoder: msmclr evaluate --encoder judges it, and msmclr embed applies it.");
    }

    private MsMclrTrainer.Options Options(ParseResult parsed, bool isFirst, out int frames, out Preparation preparation)
    {
        _recordings.Check(parsed);
        if (parsed.GetValue(_splits.Split) is not null)
            _splits.Check(parsed, _recordings);
        _options.CheckPrecision(parsed);
        var recordings = new Recordings(_recordings, parsed);
        var format = recordings.IsSynthetic ? null : recordings.Described();
        var chosen = new ChosenRecipe(parsed.GetValue(_options.Recipe)!, parsed.GetValue(_options.Set)!, format?.Files);
        if (isFirst)
            chosen.Tell();
        preparation = _preparation.Of(parsed, chosen.IsPaper, canTurn: format is null || format.CanTurn);
        frames = parsed.GetValue(_options.Frames);
        var stream = Choices.Streams(parsed.GetValue(_options.Stream)!);
        Refusal.Unless(stream.Count == 1, "--stream all trains three encoders: take joint, bone, motion or stacked, one after the other.");
        return new MsMclrTrainer.Options
        {
            Recipe = chosen.Recipe,
            Epochs = parsed.GetValue(_options.Epochs) ?? chosen.UsualEpochs,
            Stream = stream[0],
            Precision = parsed.GetValue(_options.Precision),
            Seed = parsed.GetValue(_options.Seed),
            CheckpointDirectory = Path.Combine(parsed.GetValue(_options.Folder)!, "checkpoints"),
            Resume = parsed.GetValue(_options.Resume) ? CheckpointResume.IfPresent : CheckpointResume.Never,
        };
    }

    // The training part of a split, or everything.
    private IDataView Clips(MLContext ml, ParseResult parsed, CancellationToken cancellationToken)
    {
        BodyOrder? usualOrder = parsed.GetValue(_options.Recipe) == "default" ? null : BodyOrder.File;
        using var none = new EncoderFacts(ml, null);
        var seed = parsed.GetValue(_options.Seed);
        if (parsed.GetValue(_splits.Split) is not null)
        {
            var divided = new DividedRecordings(_recordings, _splits, parsed, usualOrder);
            return divided.Load(ml, none, seed, cancellationToken).Train;
        }

        var recordings = new Recordings(_recordings, parsed) { UsualOrder = usualOrder };
        if (recordings.IsSynthetic)
            return Recordings.MakeUp(ml, none, part: null, seed);
        return recordings.Load(ml, none, parsed.GetValue(_recordings.Data)!, recordings.Described(), part: null, cancellationToken);
    }
}
