using System.CommandLine;
using Microsoft.ML;

namespace MsMclr.MLNet.Cli.Evaluate;

/// <summary>
/// A paper's protocol on recordings of your own: pretrain on the training part without labels, judge by linear head and nearest
/// neighbors. docs/evaluation.md.
/// </summary>
internal sealed class EvaluateCommand(string[] words)
{
    private const string Name = "evaluate";
    private readonly DataOptions _data = new();
    private readonly Option<string> _recipe = new Option<string>("--recipe") { Description = "The authors' numbers, or ours.", DefaultValueFactory = _ => "default" }.AcceptOnlyFromAmong("paper", "default");
    private readonly Option<string[]> _set = new Option<string[]>("--set") { Description = "Changes a number of the recipe, NAME=VALUE, for example Temperature=0.2; may be repeated.", DefaultValueFactory = _ => [] };
    private readonly Option<string> _stream = new Option<string>("--stream") { Description = "What the encoder sees; 'all' trains three and joins their embeddings.", DefaultValueFactory = _ => "joint" }.AcceptOnlyFromAmong("joint", "bone", "motion", "all");
    private readonly Option<int?> _epochs = new Option<int?>("--epochs") { Description = "Passes over the training clips; 300 for the paper's recipe, 100 for ours." };
    private readonly Option<int> _frames = new Option<int>("--frames") { Description = "T, what every clip is resampled to; fewer train faster.", DefaultValueFactory = _ => 50 };
    private readonly Option<TrainingPrecision> _precision = new Option<TrainingPrecision>("--precision") { Description = "In how many bits pretraining keeps the values between layers: 32 or 16.", HelpName = "Full|BFloat16" };
    private readonly Option<string> _encoder = new Option<string>("--encoder") { Description = "Judges this encoder (encoder.onnx, .safetensors, .pt, a model .zip) instead of pretraining one." };
    private readonly Option<string> _linear = new Option<string>("--linear") { Description = "How the linear head is fitted: to the optimum, or as in the papers; 'sgd-best' gives its best epoch on test clips, which flatters.", DefaultValueFactory = _ => "lbfgs" }.AcceptOnlyFromAmong("lbfgs", "sgd", "sgd-best");
    private readonly Option<double[]> _labels = new Option<double[]>("--labels") { Description = "Fine-tunes the encoder with this share of the labels, for example 0.1; may be repeated.", DefaultValueFactory = _ => [] };
    private readonly Option<bool> _fineTune = new Option<bool>("--fine-tune") { Description = "Fine-tunes the encoder with all labels." };
    private readonly Option<int> _seed = new Option<int>("--seed") { Description = "What weights and augmentation are drawn from.", DefaultValueFactory = _ => 1 };
    private readonly Option<int> _seeds = new Option<int>("--seeds") { Description = "Runs with so many seeds, one after another; mean and spread go to the closing table.", DefaultValueFactory = _ => 1 };
    private readonly Option<bool> _resume = new Option<bool>("--resume") { Description = "Go on from the checkpoints in the --out folder; without it training begins anew." };
    private readonly Option<string> _folder = new Option<string>("--out") { Description = "Where the model, the report and the results go.", Required = true };

    public static Command Make(string[] args) => new EvaluateCommand([.. args.SkipWhile(word => word != Name).Skip(1)]).Command();

    private Command Command()
    {
        var command = new Command(Name, "Pretrains a skeleton encoder on a data set and judges it by the field's protocol.")
        {
            _recipe, _set, _stream, _epochs, _frames, _precision, _encoder, _linear, _labels, _fineTune, _seed, _seeds, _resume, _folder,
        };
        foreach (var option in _data.All.Reverse())
            command.Options.Insert(0, option);
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var ml = new MLContext(parsed.GetValue(_seed));
        using var judged = new EncoderFacts(ml, parsed.GetValue(_encoder));
        var recordings = new Recordings(_data, parsed);
        return ExperimentHost.Run(ml, () => judged.Fit(Options(parsed, recordings)), options => recordings.Load(ml, judged, options));
    }

    // Here and not in validators: those are asked before a value that cannot be parsed is refused.
    private void Check(ParseResult parsed)
    {
        _data.Check(parsed);
        Refusal.Unless(parsed.GetValue(_seeds) is >= 1 and <= 1000, "--seeds: expected 1 to 1000.");
        Refusal.Unless(parsed.GetValue(_labels)!.All(share => share is > 0 and <= 1), "--labels: expected a share above 0 and at most 1, for example 0.1.");
        Refusal.Unless(parsed.GetValue(_precision) is TrainingPrecision.Full or TrainingPrecision.BFloat16, "--precision: expected Full or BFloat16; this program trains on the CPU, which has nothing else.");
        Refusal.Unless(parsed.GetValue(_encoder) is null || (parsed.GetValue(_epochs) is null && !parsed.GetValue(_resume) && new Option[] { _precision, _stream, _frames }.All(option => parsed.GetResult(option) is not { Implicit: false })),
            "--encoder is judged as it is: leave out --epochs, --stream, --frames, --precision and --resume.");
        Refusal.Unless(parsed.GetValue(_stream) != "all" || (!parsed.GetValue(_fineTune) && parsed.GetValue(_labels)!.Length == 0), "--fine-tune and --labels train one encoder further: take --stream joint, bone or motion.");
    }

    private ExperimentOptions Options(ParseResult parsed, Recordings recordings)
    {
        Check(parsed);
        var isPaper = parsed.GetValue(_recipe) == "paper";
        var changes = parsed.GetValue(_set)!;
        return new ExperimentOptions
        {
            Title = recordings.Protocol.Name,
            Dataset = recordings.Format,
            Split = recordings.Split,
            RecipeName = string.Join(", ", changes.Prepend(parsed.GetValue(_recipe)!)),
            Recipe = Settings.Apply((isPaper ? MsMclrRecipe.Paper : MsMclrRecipe.Default) with { }, _set.Name, changes),
            Epochs = parsed.GetValue(_epochs) ?? (isPaper ? 300 : 100),
            Frames = parsed.GetValue(_frames),
            Precision = parsed.GetValue(_precision),
            Length = isPaper ? ClipLengthRule.CountNonEmpty : ClipLengthRule.LastNonEmpty,
            Centering = isPaper ? ClipCentering.EachFrame : ClipCentering.FirstFrame,
            Turning = !recordings.CanTurn ? ClipTurning.None : isPaper ? ClipTurning.OneDirection : ClipTurning.FirstFrame,
            Streams = Choices.Streams(parsed.GetValue(_stream)!),
            LinearHead = parsed.GetValue(_linear) == "lbfgs" ? LinearEvaluationMethod.Lbfgs : LinearEvaluationMethod.Sgd,
            BestTestEpoch = parsed.GetValue(_linear) == "sgd-best",
            FineTuning = [.. parsed.GetValue(_labels)!.Concat(parsed.GetValue(_fineTune) ? [1.0] : []).Distinct().Order()],
            Seed = parsed.GetValue(_seed),
            Seeds = parsed.GetValue(_seeds),
            Command = CommandText.Of(words),
            Folder = parsed.GetValue(_folder)!,
            Resume = parsed.GetValue(_resume) ? CheckpointResume.IfPresent : CheckpointResume.Never,
        };
    }
}
