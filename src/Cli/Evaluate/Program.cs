using System.CommandLine;
using Microsoft.ML;
using MsMclr.MLNet;
using MsMclr.MLNet.Examples;

// A paper's protocol on recordings of your own: pretrain on the training part without labels, judge by linear head and nearest neighbors. docs/evaluation.md.
var data = new DataOptions();
var recipe = new Option<string>("--recipe") { Description = "The authors' numbers, or ours.", DefaultValueFactory = _ => "default" }.AcceptOnlyFromAmong("paper", "default");
var set = new Option<string[]>("--set") { Description = "Changes a number of the recipe, NAME=VALUE, for example Temperature=0.2; may be repeated.", DefaultValueFactory = _ => [] };
var stream = new Option<string>("--stream") { Description = "What the encoder sees; 'all' trains three and joins their embeddings.", DefaultValueFactory = _ => "joint" }.AcceptOnlyFromAmong("joint", "bone", "motion", "all");
var epochs = new Option<int?>("--epochs") { Description = "Passes over the training clips; 300 for the paper's recipe, 100 for ours." };
var frames = new Option<int>("--frames") { Description = "T, what every clip is resampled to; fewer train faster.", DefaultValueFactory = _ => 50 };
var precision = new Option<TrainingPrecision>("--precision") { Description = "In how many bits pretraining keeps the values between layers: 32 or 16.", HelpName = "Full|BFloat16" };
var encoder = new Option<string>("--encoder") { Description = "Judges this encoder (encoder.onnx, .safetensors, .pt, a model .zip) instead of pretraining one." };
var linear = new Option<string>("--linear") { Description = "How the linear head is fitted: to the optimum, or as in the papers; 'sgd-best' gives its best epoch on test clips, which flatters.", DefaultValueFactory = _ => "lbfgs" }.AcceptOnlyFromAmong("lbfgs", "sgd", "sgd-best");
var labels = new Option<double[]>("--labels") { Description = "Fine-tunes the encoder with this share of the labels, for example 0.1; may be repeated.", DefaultValueFactory = _ => [] };
var fineTune = new Option<bool>("--fine-tune") { Description = "Fine-tunes the encoder with all labels." };
var seed = new Option<int>("--seed") { Description = "What weights and augmentation are drawn from.", DefaultValueFactory = _ => 1 };
var seeds = new Option<int>("--seeds") { Description = "Runs with so many seeds, one after another; mean and spread go to the closing table.", DefaultValueFactory = _ => 1 };
var resume = new Option<bool>("--resume") { Description = "Go on from the checkpoints in the --out folder; without it training begins anew." };
var folder = new Option<string>("--out") { Description = "Where the model, the report and the results go.", Required = true };
var command = new RootCommand("Pretrains a skeleton encoder on a data set and judges it by the field's protocol.")
{
    recipe, set, stream, epochs, frames, precision, encoder, linear, labels, fineTune, seed, seeds, resume, folder,
};
foreach (var option in data.All.Reverse())
    command.Options.Insert(0, option);
command.SetAction(parsed =>
{
    var ml = new MLContext(parsed.GetValue(seed));
    using var judged = new EncoderFacts(ml, parsed.GetValue(encoder));
    var recordings = new Recordings(data, parsed);
    return ExperimentHost.Run(ml, () => judged.Fit(Options(parsed, recordings)), options => recordings.Load(ml, judged, options));
});
return command.Parse(args).Invoke();

// Here and not in validators: those are asked before a value that cannot be parsed is refused.
void Check(ParseResult parsed)
{
    data.Check(parsed);
    Refusal.Unless(parsed.GetValue(seeds) is >= 1 and <= 1000, "--seeds: expected 1 to 1000.");
    Refusal.Unless(parsed.GetValue(labels)!.All(share => share is > 0 and <= 1), "--labels: expected a share above 0 and at most 1, for example 0.1.");
    Refusal.Unless(parsed.GetValue(precision) is TrainingPrecision.Full or TrainingPrecision.BFloat16, "--precision: expected Full or BFloat16; this program trains on the CPU, which has nothing else.");
    Refusal.Unless(parsed.GetValue(encoder) is null || (parsed.GetValue(epochs) is null && !parsed.GetValue(resume) && new Option[] { precision, stream, frames }.All(option => parsed.GetResult(option) is not { Implicit: false })),
        "--encoder is judged as it is: leave out --epochs, --stream, --frames, --precision and --resume.");
    Refusal.Unless(parsed.GetValue(stream) != "all" || (!parsed.GetValue(fineTune) && parsed.GetValue(labels)!.Length == 0), "--fine-tune and --labels train one encoder further: take --stream joint, bone or motion.");
}

ExperimentOptions Options(ParseResult parsed, Recordings recordings)
{
    Check(parsed);
    var isPaper = parsed.GetValue(recipe) == "paper";
    var changes = parsed.GetValue(set)!;
    return new ExperimentOptions
    {
        Title = recordings.Protocol.Name,
        Dataset = recordings.Format,
        Split = recordings.Split,
        RecipeName = string.Join(", ", changes.Prepend(parsed.GetValue(recipe)!)),
        Recipe = Settings.Apply((isPaper ? MsMclrRecipe.Paper : MsMclrRecipe.Default) with { }, set.Name, changes),
        Epochs = parsed.GetValue(epochs) ?? (isPaper ? 300 : 100),
        Frames = parsed.GetValue(frames),
        Precision = parsed.GetValue(precision),
        Centering = isPaper ? ClipCentering.EachFrame : ClipCentering.FirstFrame,
        Turning = !recordings.CanTurn ? ClipTurning.None : isPaper ? ClipTurning.OneDirection : ClipTurning.FirstFrame,
        Streams = Choices.Streams(parsed.GetValue(stream)!),
        LinearHead = parsed.GetValue(linear) == "lbfgs" ? LinearEvaluationMethod.Lbfgs : LinearEvaluationMethod.Sgd,
        BestTestEpoch = parsed.GetValue(linear) == "sgd-best",
        FineTuning = [.. parsed.GetValue(labels)!.Concat(parsed.GetValue(fineTune) ? [1.0] : []).Distinct().Order()],
        Seed = parsed.GetValue(seed),
        Seeds = parsed.GetValue(seeds),
        Command = CommandText.Of(args),
        Folder = parsed.GetValue(folder)!,
        Resume = parsed.GetValue(resume) ? CheckpointResume.IfPresent : CheckpointResume.Never,
    };
}
