using System.CommandLine;
using System.Diagnostics;
using Microsoft.ML;
using MsMclr.MLNet;
using Spectre.Console;

// The whole job on made-up skeletons, with nothing downloaded: learn without labels, embed, recognize what unseen people do.
var seedOption = new Option<int>("--seed") { Description = "What everything is drawn from.", DefaultValueFactory = _ => 1 };
var epochsOption = new Option<int>("--epochs") { Description = "Passes over the training clips.", DefaultValueFactory = _ => 75 };
var outOption = new Option<string>("--out") { Description = "Where the files go.", DefaultValueFactory = _ => "artifacts/quickstart" };
var command = new RootCommand("Pretrains a skeleton encoder on synthetic recordings and judges it on unseen people.")
{
    seedOption, epochsOption, outOption,
};
command.SetAction(parsed => CommandRun.Run(
    cancel => Run(parsed.GetValue(seedOption), parsed.GetValue(epochsOption), parsed.GetValue(outOption)!, cancel),
    () => "No checkpoint is kept of these few minutes: the same command begins anew."));
return command.Parse(args).Invoke();

static void Run(int seed, int epochs, string folder, CancellationToken cancel)
{
    const int Frames = 24;
    var watch = Stopwatch.StartNew();
    var ml = new MLContext(seed);

    // Load: 50 people perform each action once, before one camera. The last 20 of them are for testing, before a camera of their own.
    IDataView Load(string part, Func<ClipInfo, bool> isPart)
    {
        var options = SyntheticSkeletons.Options.Unconstrained;
        options.Subjects = 50;
        options.Repetitions = 1;
        options.Seed = seed;
        options.Split = new SkeletonSplit(part, isPart);
        return ml.Data.LoadSyntheticSkeletons(options);
    }

    var train = Load("train", clip => clip.Subject <= 30 && clip.Camera == 1 + ((clip.Subject + clip.Label) % 2));
    var test = Load("test", clip => clip.Subject > 30 && clip.Camera == 3);

    // Prepare: a clip is centered, turned and resampled. It becomes the column "Skeleton".
    var preparation = ml.Transforms.Skeleton.Prepare("Skeleton", "Clip", frames: Frames).Fit(train);
    IDataView Cached(IDataView view, string values) => ml.Data.Cache(view, values, "Label", "Name", "Subject");
    var trainClips = Cached(preparation.Transform(train), "Skeleton");
    var testClips = Cached(preparation.Transform(test), "Skeleton");

    // Pretrain: no label is read. The encoder is a small one, so that two cores need minutes.
    var progress = new EpochLines();
    var training = new MsMclrTrainer.Options
    {
        Epochs = epochs,
        Recipe = new MsMclrRecipe { HiddenChannels = 8, FeatureSize = 64, QueueSize = 128 },
        Seed = seed,
        Progress = progress,
        CancellationToken = cancel,
    };
    using var encoder = ml.SelfSupervised.Trainers.MsMclr(training).Fit(trainClips);

    // Embed: a clip becomes 1,920 numbers, the column "Features": what four blocks say of ten parts of the body in both halves of the clip.
    IDataView Embedded(ITransformer embedding, IDataView clips) => Cached(embedding.Transform(clips), "Features");
    var embeddedTrain = Embedded(encoder, trainClips);
    var embeddedTest = Embedded(encoder, testClips);

    // A head learns from the labels. Scaled and without L1, or ML.NET may put every weight of an embedding at 0.
    var trainers = ml.MulticlassClassification.Trainers;
    var head = ml.Transforms.NormalizeMeanVariance("ScaledFeatures", "Features", fixZero: false)
        .Append(trainers.LbfgsMaximumEntropy(featureColumnName: "ScaledFeatures", l1Regularization: 0))
        .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"))
        .Fit(embeddedTrain);

    // Save: the model takes recorded clips and names actions, in any process and without libtorch.
    Directory.CreateDirectory(folder);
    SkeletonModel.Save(ml, preparation.Append(encoder).Append(head), train.Schema, Path.Combine(folder, "action.zip"));
    encoder.SaveEncoder(Path.Combine(folder, "encoder.onnx"));
    var kept = ml.Transforms.SelectColumns("Features", "Label", "Name", "Subject").Fit(embeddedTrain).Transform(embeddedTrain);
    using (var file = File.Create(Path.Combine(folder, "embeddings.idv")))
        ml.Data.SaveAsBinary(kept, file);

    // Judge: how well are the test people's actions recognized, beside features that need no training?
    // The numbers of an embedding share one scale; coordinates and convolutions have each their own.
    EmbeddingScore Judge(string name, IDataView known, IDataView unknown, bool normalize)
    {
        cancel.ThrowIfCancellationRequested();
        Console.WriteLine($"Judging {name.ToLowerInvariant()}");
        var options = new LinearEvaluationOptions { Method = LinearEvaluationMethod.Ridge, NormalizeFeatures = normalize };
        var linear = ml.SelfSupervised.EvaluateLinear(known, unknown, options);
        var neighbors = ml.SelfSupervised.EvaluateNearestNeighbors(known, unknown);
        var few = FewLabels.Evaluate(ml, known, unknown, new FewLabelsOptions { Seed = seed, NormalizeFeatures = normalize });
        var rank = ml.SelfSupervised.EffectiveRank(known);
        return new EmbeddingScore(name, linear, neighbors) { FewLabels = few, EffectiveRank = rank };
    }

    training.Epochs = 0;
    using var beginning = ml.SelfSupervised.Trainers.MsMclr(training).Fit(trainClips);
    var copy = ml.Transforms.CopyColumns("Features", "Skeleton").Fit(trainClips);
    var convolve = ml.Transforms.Skeleton.RandomConvolutions("Convolutions", "Skeleton", seed: seed).Fit(trainClips);
    var convolved = convolve.Append(ml.Transforms.CopyColumns("Features", "Convolutions").Fit(convolve.Transform(trainClips)));
    var raw = Judge("Raw coordinates", Embedded(copy, trainClips), Embedded(copy, testClips), normalize: true);
    var convolvedTrain = Embedded(convolved, trainClips);
    var convolutions = Judge("Random convolutions", convolvedTrain, Embedded(convolved, testClips), normalize: true);
    var untrained = Judge("Untrained encoder", Embedded(beginning, trainClips), Embedded(beginning, testClips), normalize: false);
    var trained = Judge("Trained encoder", embeddedTrain, embeddedTest, normalize: false);

    // Both: each of the two is a vector of length 1, so that ten thousand convolutions weigh no more than the embedding.
    var both = encoder.Append(ml.Transforms.CopyColumns("Embedding", "Features").Fit(embeddedTrain))
        .Append(convolve);
    var joined = both.Append(ml.Transforms.NormalizeMeanVariance("Convolutions", fixZero: false)
        .Append(ml.Transforms.NormalizeLpNorm("Convolutions"))
        .Append(ml.Transforms.Concatenate("Features", "Embedding", "Convolutions"))
        .Fit(both.Transform(trainClips)));
    const string Both = "Trained and random convolutions";
    var together = Judge(Both, Embedded(joined, trainClips), Embedded(joined, testClips), normalize: false);

    // Probe: which side acts, and does time run forwards? An embedding may know an action and not its side.
    EmbeddingScore Probed(EmbeddingScore score, ITransformer embedding, bool normalize)
    {
        var options = new EmbeddingProbeOptions { NormalizeFeatures = normalize };
        return score with { Probes = EmbeddingProbes.Evaluate(ml, embedding, trainClips, testClips, options) };
    }

    Console.WriteLine("Probing side and direction of time");
    raw = Probed(raw, copy, normalize: true);
    untrained = Probed(untrained, beginning, normalize: false);
    trained = Probed(trained, encoder, normalize: false);

    // Report: what was run, and what was found.
    var run = new ExperimentOptions
    {
        Title = "Quickstart", Dataset = "synthetic", Split = "unseen people and camera",
        RecipeName = "default, small encoder, queue of 128",
        Recipe = training.Recipe, Epochs = epochs, Frames = Frames, Seed = seed, Folder = folder,
        Command = $"dotnet run -c Release --project examples/Quickstart -- --seed {seed} --epochs {epochs}",
    };
    var result = new ExperimentResult
    {
        Raw = raw, RandomConvolutions = convolutions, Seeds = [new SeedScores(seed, untrained, trained) { Together = together }],
        Loss = progress.Loss,
        EmbeddedTrain = embeddedTrain, EmbeddedTest = embeddedTest,
        Seconds = watch.Elapsed.TotalSeconds, ClipsPerSecond = progress.ClipsPerSecond,
    };
    ResultsFile.Write(run, result);
    ExperimentReport.Write(run, result, train, test);
    new ExperimentConsole(AnsiConsole.Console).Table(result);
    Console.WriteLine($"{Path.Combine(folder, "report.html")} opens in any browser; the model and the results lie beside it.");
}

/// <summary>Writes a line an epoch, and keeps the loss.</summary>
internal sealed class EpochLines : IProgress<MsMclrProgress>
{
    public List<LossPoint> Loss { get; } = [];

    public double ClipsPerSecond { get; private set; }

    public void Report(MsMclrProgress value)
    {
        ClipsPerSecond = value.ClipsPerSecond;
        if (!value.IsEndOfEpoch)
            return;
        Loss.Add(new LossPoint(value.Epoch, value.Loss, value.ContrastLoss));
        var speed = $"{value.ClipsPerSecond:f0} clips/s, {value.Remaining:mm\\:ss} left";
        Console.WriteLine($"epoch {value.Epoch} of {value.Epochs}: loss {value.Loss:f3}, {speed}");
    }
}
