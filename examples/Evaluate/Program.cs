using System.CommandLine;
using Microsoft.ML;
using MsMclr.MLNet;
using MsMclr.MLNet.Examples;

// A paper's protocol on recordings of your own: pretrain on the training part without labels, judge by linear head and nearest neighbours.
var data = new Option<string>("--data") { Description = "Where the recordings lie: a folder or a pattern.", Required = true };
var format = new Option<string>("--format") { Description = "What they are.", Required = true }.AcceptOnlyFromAmong([.. Choices.Formats.Keys]);
var split = new Option<string>("--split") { Description = "The protocol.", Required = true }.AcceptOnlyFromAmong([.. Choices.Splits.Keys]);
var recipe = new Option<string>("--recipe") { Description = "The authors' numbers, or ours.", DefaultValueFactory = _ => "default" }.AcceptOnlyFromAmong("paper", "default");
var stream = new Option<string>("--stream") { Description = "What the encoder sees; 'all' trains three and joins their embeddings.", DefaultValueFactory = _ => "joint" }.AcceptOnlyFromAmong("joint", "bone", "motion", "all");
var epochs = new Option<int?>("--epochs") { Description = "Passes over the training clips; 300 for the paper's recipe, 100 for ours." };
var seed = new Option<int>("--seed") { Description = "What weights and augmentation are drawn from.", DefaultValueFactory = _ => 1 };
var resume = new Option<bool>("--resume") { Description = "Go on from the checkpoints in the --out folder; without it training begins anew." };
var folder = new Option<string>("--out") { Description = "Where the model, the report and the results go.", Required = true };
var command = new RootCommand("Pretrains a skeleton encoder on a data set and judges it by the field's protocol.") { data, format, split, recipe, stream, epochs, seed, resume, folder };
command.SetAction(parsed =>
{
    var isPaper = parsed.GetValue(recipe) == "paper";
    var protocol = Choices.Splits[parsed.GetValue(split)!];
    var options = new ExperimentOptions
    {
        Title = protocol.Name,
        Dataset = parsed.GetValue(format)!,
        Split = parsed.GetValue(split)!,
        RecipeName = parsed.GetValue(recipe)!,
        Recipe = isPaper ? MsMclrRecipe.Paper : MsMclrRecipe.Default,
        Epochs = parsed.GetValue(epochs) ?? (isPaper ? 300 : 100),
        Frames = 50,
        Centring = isPaper ? ClipCentring.EachFrame : ClipCentring.FirstFrame,
        Turning = isPaper ? ClipTurning.OneDirection : ClipTurning.FirstFrame,
        Streams = Choices.Streams(parsed.GetValue(stream)!),
        Seed = parsed.GetValue(seed),
        Command = $"dotnet run -c Release --project examples/Evaluate -- --data DIR {string.Join(' ', args.SkipWhile(word => word != "--data").Skip(2))}",
        Folder = parsed.GetValue(folder)!,
        Resume = parsed.GetValue(resume) ? CheckpointResume.IfPresent : CheckpointResume.Never,
    };
    var ml = new MLContext(options.Seed);
    return ExperimentHost.Run(ml, options, () =>
    {
        IDataView Load(SkeletonSplit part) => ml.Data.LoadFromSkeletonFiles(parsed.GetValue(data)!, Choices.Formats[options.Dataset], part);
        return (Load(protocol.Train), Load(protocol.Test));
    });
});
return command.Parse(args).Invoke();
