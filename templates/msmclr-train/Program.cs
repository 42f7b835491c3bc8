// Learns to recognize actions in skeleton recordings, and saves what it has learned as action.zip.
//
//   dotnet run -c Release                                 made-up recordings, about a minute
//   dotnet run -c Release -- recordings/                  your own, see LoadRecordings below
//   dotnet run -c Release -- recordings/ --epochs 200     for longer, which is better
using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet;

string? recordings = null;
var epochs = 40;
for (var i = 0; i < args.Length; i++)
{
    if (args[i] == "--epochs" && i + 1 < args.Length && int.TryParse(args[i + 1], out epochs) && epochs >= 0)
    {
        i++;
    }
    else if (args[i].StartsWith('-') || recordings is not null)
    {
        Console.Error.WriteLine($"'{args[i]}' is not understood. Expected: [FOLDER] [--epochs NUMBER]");
        return 1;
    }
    else
    {
        recordings = args[i];
    }
}

try
{
    Train();
    return 0;
}
catch (Exception error) when (Mendable(error) is { } reason)
{
    // The library's messages say what is wrong, where, and what to do about it.
    Console.Error.WriteLine(reason.Message);
    return 1;
}

void Train()
{
#if (cuda)
    // Both trainer and embedding use the GPU. Without one that can be used they say so in the log, and use the CPU.
    var ml = new MLContext(seed: 1) { GpuDeviceId = 0, FallbackToCpu = true };
    ml.Log += (_, log) =>
    {
        if (log.Kind > Microsoft.ML.Runtime.ChannelMessageKind.Trace && log.Message.Contains("CUDA"))
            Console.WriteLine(log.Message);
    };
#else
    var ml = new MLContext(seed: 1);
#endif

    // A row is a clip: "Clip" of any length, "Label" (the action), "Subject" (who it is) and more.
    var clips = LoadRecordings(ml);

    var labels = clips.GetColumn<uint>("Label").Where(label => label > 0).Distinct().Count();
    if (labels < 2)
        throw new InvalidOperationException($"The recordings have {labels} labels, and a head needs two or more. See LoadRecordings.");
    var (trainClips, testClips) = SplitByPeople(ml, clips);

    // "Clip" -> "Skeleton": every clip is centered, turned to the front and brought to 24 frames.
    var preparation = ml.Transforms.Skeleton.Prepare("Skeleton", "Clip", frames: 24).Fit(trainClips);
    var train = ml.Data.Cache(preparation.Transform(trainClips), "Skeleton", "Label");

    // "Skeleton" -> "Features": the encoder learns from the recordings alone. No label is read, so take every recording you have.
    // It is a small encoder, so that a CPU needs minutes. Leave the recipe out for the full size, which wants thousands of clips.
    using var encoder = ml.SelfSupervised.Trainers.MsMclr(new MsMclrTrainer.Options
    {
        Epochs = epochs,
        Recipe = new MsMclrRecipe { HiddenChannels = 8, FeatureSize = 128 },
        Progress = new Progress(),
    }).Fit(train);

    // "Features" -> "PredictedLabel": any multiclass trainer of ML.NET learns the actions from the labels. It reads often, so embed once.
    var embeddedTrain = ml.Data.Cache(encoder.Transform(train), "Features", "Label");
    using var head = ml.MulticlassClassification.Trainers.Ridge().Fit(embeddedTrain);

    if (testClips is null)
    {
        Console.WriteLine("The recordings do not tell two people apart, so nobody is left to test on.");
    }
    else
    {
        var metrics = ml.MulticlassClassification.Evaluate(head.Transform(encoder.Transform(preparation.Transform(testClips))));
        Console.WriteLine($"People it has not seen: {metrics.MicroAccuracy:P0} of the clips are recognized ({1.0 / labels:P0} by chance).");
    }

    // Recorded clips go in, names of actions come out. Loading the file needs neither libtorch nor these packages.
    var names = ml.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(head.Transform(embeddedTrain));
    SkeletonModel.Save(ml, preparation.Append(encoder).Append(head).Append(names), clips.Schema, "action.zip");
    Console.WriteLine($"Saved {Path.GetFullPath("action.zip")}");
}

IDataView LoadRecordings(MLContext ml)
{
    if (recordings is null)
    {
        Console.WriteLine("No folder is given: these are made-up people. Numbers on them say nothing about real recordings.");
        return ml.Data.LoadSyntheticSkeletons(new SyntheticSkeletons.Options { Subjects = 12, Repetitions = 1, Cameras = 1 });
    }

    // Change this line for other files: SkeletonFormat.Csv(recordings), .AzureKinect, .MediaPipe(), .OpenPose() and others.
    // `msmclr inspect FOLDER` (dotnet tool install --global MsMclr.MLNet.Cli) says which it is, and where labels come from.
    return ml.Data.LoadFromSkeletonFiles(recordings, SkeletonFormat.NtuRgbd);
}

// People are either trained on or tested on, never both: those who are known are recognized too easily.
static (IDataView Train, IDataView? Test) SplitByPeople(MLContext ml, IDataView clips)
{
    List<uint> people = clips.Schema.GetColumnOrNull("Subject") is { } who ? [.. clips.GetColumn<uint>(who).Distinct().Order()] : [];
    if (people.Count < 2)
        return (clips, null);
    var tested = people.TakeLast((people.Count + 3) / 4).ToHashSet();

    // The predicate says which rows are left out.
    var train = ml.Data.FilterByCustomPredicate<Person>(clips, person => tested.Contains(person.Subject));
    var test = ml.Data.FilterByCustomPredicate<Person>(clips, person => !tested.Contains(person.Subject));
    return (train, test);
}

// What a user can mend: ML.NET wraps what goes wrong while it reads.
static Exception? Mendable(Exception error)
{
    for (Exception? cause = error; cause is not null; cause = cause.InnerException)
    {
        if (cause is SkeletonFileException)
            return cause;
    }

    return error is ArgumentException or InvalidOperationException or FormatException or IOException
        or UnauthorizedAccessException or DllNotFoundException ? error : null;
}

sealed class Person
{
    public uint Subject { get; set; }
}

sealed class Progress : IProgress<MsMclrProgress>
{
    public void Report(MsMclrProgress value)
    {
        if (value.IsEndOfEpoch)
            Console.WriteLine($"epoch {value.Epoch} of {value.Epochs}: loss {value.Loss:f3}, {value.Remaining:mm\\:ss} left");
    }
}
