using System.CommandLine;
using Microsoft.ML;
using MsMclr.MLNet;
using MsMclr.MLNet.Examples;

// A paper's protocol on recordings of your own: pretrain on the training part without labels, judge by linear head and nearest neighbours. docs/evaluation.md.
var data = new Option<string>("--data") { Description = "Where the recordings lie: a folder, a file or a pattern. Not for synthetic." };
var format = new Option<string>("--format") { Description = "What they are.", Required = true }.AcceptOnlyFromAmong([.. Choices.SplitsOf.Keys]);
var split = new Option<string>("--split") { Description = "The protocol.", Required = true }.AcceptOnlyFromAmong([.. Choices.SplitsOf.Values.SelectMany(splits => splits)]);
var intervals = new Option<string>("--intervals") { Description = "PKU-MMD: the folder of label files." };
var list = new Option<string>("--list") { Description = "PKU-MMD cross-subject: the data set's list of recordings." };
var recipe = new Option<string>("--recipe") { Description = "The authors' numbers, or ours.", DefaultValueFactory = _ => "default" }.AcceptOnlyFromAmong("paper", "default");
var set = new Option<string[]>("--set") { Description = "Changes a number of the recipe, NAME=VALUE, for example Temperature=0.2; may be repeated.", DefaultValueFactory = _ => [] };
var stream = new Option<string>("--stream") { Description = "What the encoder sees; 'all' trains three and joins their embeddings.", DefaultValueFactory = _ => "joint" }.AcceptOnlyFromAmong("joint", "bone", "motion", "all");
var epochs = new Option<int?>("--epochs") { Description = "Passes over the training clips; 300 for the paper's recipe, 100 for ours." };
var frames = new Option<int>("--frames") { Description = "T, what every clip is resampled to; fewer train faster.", DefaultValueFactory = _ => 50 };
var precision = new Option<TrainingPrecision>("--precision") { Description = "In how many bits pretraining keeps the values between layers: 32 or 16.", HelpName = "Full|BFloat16" };
var encoder = new Option<string>("--encoder") { Description = "Judges this encoder (encoder.onnx, .safetensors, .pt, a model .zip) instead of pretraining one." };
var linear = new Option<string>("--linear") { Description = "How the linear head is fitted: to the optimum, or as in the papers.", DefaultValueFactory = _ => "lbfgs" }.AcceptOnlyFromAmong("lbfgs", "sgd");
var labels = new Option<double[]>("--labels") { Description = "Fine-tunes the encoder with this share of the labels, for example 0.1; may be repeated.", DefaultValueFactory = _ => [] };
var fineTune = new Option<bool>("--fine-tune") { Description = "Fine-tunes the encoder with all labels." };
var seed = new Option<int>("--seed") { Description = "What weights and augmentation are drawn from.", DefaultValueFactory = _ => 1 };
var seeds = new Option<int>("--seeds") { Description = "Runs with so many seeds, one after another; mean and spread go to the closing table.", DefaultValueFactory = _ => 1 };
var resume = new Option<bool>("--resume") { Description = "Go on from the checkpoints in the --out folder; without it training begins anew." };
var folder = new Option<string>("--out") { Description = "Where the model, the report and the results go.", Required = true };
seeds.Validators.Add(result =>
{
    if (result.GetValueOrDefault<int>() is < 1 or > 1000)
        result.AddError("--seeds: expected 1 to 1000.");
});
labels.Validators.Add(result =>
{
    if (result.GetValueOrDefault<double[]>().Any(share => share is not (> 0 and <= 1)))
        result.AddError("--labels: expected a share above 0 and at most 1, for example 0.1.");
});
var command = new RootCommand("Pretrains a skeleton encoder on a data set and judges it by the field's protocol.")
{
    data, format, split, intervals, list, recipe, set, stream, epochs, frames, precision, encoder, linear, labels, fineTune, seed, seeds, resume, folder,
};
command.Validators.Add(result =>
{
    if (result.GetValue(data) is null && result.GetValue(format) != Choices.Synthetic)
        result.AddError($"--data: expected where the recordings lie; only --format {Choices.Synthetic} needs none.");
    if (result.GetValue(precision) is not (TrainingPrecision.Full or TrainingPrecision.BFloat16))
        result.AddError("--precision: expected Full or BFloat16; this program trains on the CPU, which has nothing else.");
    if (result.GetValue(encoder) is not null && (result.GetValue(epochs) is not null || result.GetValue(resume) || result.GetResult(precision) is { Implicit: false } || result.GetResult(stream) is { Implicit: false } || result.GetResult(frames) is { Implicit: false }))
        result.AddError("--encoder is judged as it is: leave out --epochs, --stream, --frames, --precision and --resume.");
    if (result.GetValue(stream) == "all" && (result.GetValue(fineTune) || result.GetValue(labels)!.Length > 0))
        result.AddError("--fine-tune and --labels train one encoder further: take --stream joint, bone or motion.");
});
command.SetAction(parsed =>
{
    var ml = new MLContext(parsed.GetValue(seed));
    using var judged = new EncoderFacts(ml, parsed.GetValue(encoder));
    return ExperimentHost.Run(ml, () => judged.Fit(Options(parsed)), options =>
    {
        var protocol = Protocol(parsed);
        IDataView Load(SkeletonSplit part) => options.Dataset == Choices.Synthetic
            ? ml.Data.LoadSyntheticSkeletons(judged.Fit(new SyntheticSkeletons.Options { Subjects = 16, Repetitions = 1, Split = part, Seed = options.Seed }))
            : ml.Data.LoadFromSkeletonFiles(parsed.GetValue(data)!, judged.Fit(new SkeletonLoader.Options { Format = Choices.Format(options.Dataset, parsed.GetValue(intervals)), Split = part }));
        return (Load(protocol.Train), Load(protocol.Test));
    });
});
return command.Parse(args).Invoke();

SkeletonProtocol Protocol(ParseResult parsed) => Choices.Split(parsed.GetValue(split)!, parsed.GetValue(format)!, parsed.GetValue(list));

ExperimentOptions Options(ParseResult parsed)
{
    var isPaper = parsed.GetValue(recipe) == "paper";
    var changes = parsed.GetValue(set)!;
    return new ExperimentOptions
    {
        Title = Protocol(parsed).Name,
        Dataset = parsed.GetValue(format)!,
        Split = parsed.GetValue(split)!,
        RecipeName = string.Join(", ", changes.Prepend(parsed.GetValue(recipe)!)),
        Recipe = RecipeSettings.Apply(isPaper ? MsMclrRecipe.Paper : MsMclrRecipe.Default, changes),
        Epochs = parsed.GetValue(epochs) ?? (isPaper ? 300 : 100),
        Frames = parsed.GetValue(frames),
        Precision = parsed.GetValue(precision),
        Centring = isPaper ? ClipCentring.EachFrame : ClipCentring.FirstFrame,
        Turning = isPaper ? ClipTurning.OneDirection : ClipTurning.FirstFrame,
        Streams = Choices.Streams(parsed.GetValue(stream)!),
        LinearHead = parsed.GetValue(linear) == "sgd" ? LinearEvaluationMethod.Sgd : LinearEvaluationMethod.Lbfgs,
        FineTuning = [.. parsed.GetValue(labels)!.Concat(parsed.GetValue(fineTune) ? [1.0] : []).Distinct().Order()],
        Seed = parsed.GetValue(seed),
        Seeds = parsed.GetValue(seeds),
        Command = CommandText.Of(args),
        Folder = parsed.GetValue(folder)!,
        Resume = parsed.GetValue(resume) ? CheckpointResume.IfPresent : CheckpointResume.Never,
    };
}
