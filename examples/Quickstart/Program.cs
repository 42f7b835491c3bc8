using System.CommandLine;
using Microsoft.ML;
using MsMclr.MLNet;

// The whole job on made-up skeletons, nothing downloaded: pretrain without labels, embed, and classify people that nobody has seen.
var seed = new Option<int>("--seed") { Description = "What data, weights and augmentation are drawn from.", DefaultValueFactory = _ => 1 };
var epochs = new Option<int>("--epochs") { Description = "Passes over the training clips.", DefaultValueFactory = _ => 45 };
var folder = new Option<string>("--out") { Description = "Where the model, the report and the results go.", DefaultValueFactory = _ => Path.Combine("artifacts", "quickstart") };
var command = new RootCommand("Pretrains a skeleton encoder on synthetic recordings and judges it on unseen people.") { seed, epochs, folder };
command.SetAction(parsed =>
{
    var options = new ExperimentOptions
    {
        Title = "Quickstart",
        Dataset = "synthetic",
        Split = "unseen subjects",
        RecipeName = "default, small encoder, queue of 128",
        Recipe = MsMclrRecipe.Default with { HiddenChannels = 8, FeatureSize = 128, QueueSize = 128 },
        Epochs = parsed.GetValue(epochs),
        Frames = 24,
        Seed = parsed.GetValue(seed),
        Command = $"dotnet run -c Release --project examples/Quickstart -- --seed {parsed.GetValue(seed)} --epochs {parsed.GetValue(epochs)}",
        Folder = parsed.GetValue(folder)!,
    };
    var ml = new MLContext(options.Seed);
    const int Subjects = 50, UnseenSubjects = 20;
    var people = SkeletonProtocol.LeaveSubjectsOut(Enumerable.Range(Subjects - UnseenSubjects + 1, UnseenSubjects).Select(subject => (uint)subject));
    IDataView Load(SkeletonSplit split) => ml.Data.LoadSyntheticSkeletons(new SyntheticSkeletons.Options { Subjects = Subjects, Repetitions = 1, Cameras = 1, Split = split, Seed = options.Seed });
    return ExperimentHost.Run(ml, options, () => (Load(people.Train), Load(people.Test)));
});
return command.Parse(args).Invoke();
