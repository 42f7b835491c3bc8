using System.CommandLine;
using Microsoft.ML;
using MsMclr.MLNet.Cli.Data;

namespace MsMclr.MLNet.Cli.Evaluate;

/// <summary>
/// A paper's protocol on recordings of your own: pretrain on the training part without labels, judge by linear head and nearest
/// neighbors. docs/evaluation.md.
/// </summary>
internal sealed class EvaluateCommand(string[] words)
{
    private const string Name = "evaluate";
    private readonly RecordingOptions _recordings = new();
    private readonly SplitOptions _splits = new();
    private readonly PreparationOptions _preparation = new();
    private readonly EvaluateOptions _options = new();

    public static Command Make(string[] args) => new EvaluateCommand([.. args.SkipWhile(word => word != Name).Skip(1)]).Command();

    private Command Command()
    {
        var command = new Command(Name, "Pretrains a skeleton encoder on a data set and judges it by the field's protocol.");
        IEnumerable<Option> options = [.. _recordings.All, .. _splits.All, .. _preparation.All, .. _options.All];
        foreach (var option in options)
            command.Options.Add(option);
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var ml = new MLContext(parsed.GetValue(_options.Seed));
        using var judged = new EncoderFacts(ml, parsed.GetValue(_options.Encoder));

        // The papers take bodies in the order of the file.
        BodyOrder? usualOrder = parsed.GetValue(_options.Recipe) == "default" ? null : BodyOrder.File;
        var recordings = new DividedRecordings(_recordings, _splits, parsed, usualOrder);
        var code = ExperimentHost.Run(
            ml,
            () => Choose(parsed, recordings, judged.Encoder),
            options => recordings.Load(ml, judged, options));
        if (code != 0 || !parsed.GetValue(_options.Untrimmed))
            return code;
        var command = CommandText.Of(Name, words, CommandText.Folder);
        return new UntrimmedTest(parsed, _recordings, parsed.GetValue(_options.Folder)!, command).Run(recordings.PublishedTest);
    }

    private ExperimentOptions Choose(ParseResult parsed, DividedRecordings recordings, SkeletonEmbeddingTransformer? judged)
    {
        var options = Options(parsed, recordings);
        InstalledLibTorch.Find();
        if (judged is null)
            return options;

        // The untrained network beside it has its stream, size, read-out and whitening, unless others were asked for. Nothing is
        // pretrained.
        var changes = parsed.GetValue(_options.Set)!;
        bool IsAskedFor(string name) => changes.Any(change => change.StartsWith(name + "=", StringComparison.OrdinalIgnoreCase));
        var readout = IsAskedFor(nameof(MsMclrRecipe.Readout)) ? options.Recipe.Readout : judged.Readout;
        var isWhitened = IsAskedFor(nameof(MsMclrRecipe.Whitening)) || readout != judged.Readout;
        var whitening = isWhitened ? options.Recipe.Whitening : judged.Whitening;
        return options with
        {
            EncoderFile = parsed.GetValue(_options.Encoder),
            Epochs = 0,
            Frames = judged.Shape.Frames,
            Streams = [judged.Stream],
            Recipe = options.Recipe with { FeatureSize = judged.FeatureSize, Readout = readout, Whitening = whitening },
            Resume = null,
        };
    }

    private ExperimentOptions Options(ParseResult parsed, DividedRecordings recordings)
    {
        _recordings.Check(parsed);
        _splits.Check(parsed, _recordings);
        _options.Check(parsed);
        if (parsed.GetValue(_options.Untrimmed))
            UntrimmedTest.Check(parsed, _recordings, _splits);
        var recipeName = parsed.GetValue(_options.Recipe)!;
        var changes = parsed.GetValue(_options.Set)!;
        var linear = parsed.GetValue(_options.Linear);
        var chosen = new ChosenRecipe(recipeName, changes, recordings.Described?.Files);
        var preparation = _preparation.Of(parsed, chosen.IsPaper, recordings.CanTurn);
        IEnumerable<string> told = [recipeName, .. changes, .. _preparation.Changes(parsed)];
        chosen.Tell();
        double[] all = parsed.GetValue(_options.FineTune) ? [1] : [];
        return new ExperimentOptions
        {
            Title = recordings.Title,
            Dataset = recordings.Format,
            Split = recordings.Split,
            RecipeName = string.Join(", ", chosen.ArePlanar ? told.Append("planar views") : told),
            Recipe = chosen.Recipe,
            Epochs = parsed.GetValue(_options.Epochs) ?? chosen.UsualEpochs,
            Frames = parsed.GetValue(_options.Frames),
            Precision = parsed.GetValue(_options.Precision),
            Length = preparation.Length,
            Centering = preparation.Centering,
            Turning = preparation.Turning,
            Scale = preparation.Scale,
            MissingJoints = preparation.MissingJoints,
            Streams = Choices.Streams(parsed.GetValue(_options.Stream)!),
            LinearHead = linear switch
            {
                "lbfgs" => LinearEvaluationMethod.Lbfgs,
                "ridge" => LinearEvaluationMethod.Ridge,
                _ => LinearEvaluationMethod.Sgd,
            },
            BestTestEpoch = linear == "sgd-best",
            FineTuning = [.. parsed.GetValue(_options.Labels)!.Concat(all).Distinct().Order()],
            Ceiling = parsed.GetValue(_options.Ceiling),
            CeilingEpochs = parsed.GetValue(_options.CeilingEpochs),
            Probes = parsed.GetValue(_options.Probes),
            MirroredActions = EvaluateOptions.Pairs(parsed.GetValue(_options.Mirrored)!),
            Seed = parsed.GetValue(_options.Seed),
            Seeds = parsed.GetValue(_options.Seeds),
            Command = CommandText.Of(Name, words, CommandText.Folder),
            Folder = parsed.GetValue(_options.Folder)!,
            Resume = parsed.GetValue(_options.Resume) ? CheckpointResume.IfPresent : CheckpointResume.Never,
        };
    }
}
