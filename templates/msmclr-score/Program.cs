// Says which actions a saved model sees in skeleton recordings. No libtorch is needed.
//
//   dotnet run -c Release -- action.zip                   made-up recordings
//   dotnet run -c Release -- action.zip recordings/       your own, see LoadRecordings below
using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet;

if (args.Length is 0 or > 2)
{
    Console.Error.WriteLine("Expected: MODEL [FOLDER], for example action.zip recordings/");
    return 1;
}

try
{
    // Loads and checks the model: a damaged file is refused. One scorer serves any number of threads.
    using var scorer = SkeletonScorer.Load(args[0]);
    var ml = new MLContext();
    var clips = LoadRecordings(ml, args.ElementAtOrDefault(1));

    // What a clip's values are stands in the column, [frames, bodies, joints, coordinates]. The scorer refuses another skeleton.
    var column = clips.Schema["Clip"];
    var sizes = ((VectorDataViewType)column.Type).Dimensions;
    var layout = column.GetSkeletonLayout();
    foreach (var row in ml.Data.CreateEnumerable<Recording>(clips, reuseRowObject: false))
    {
        var clip = new SkeletonRecording
        {
            Values = row.Clip, Bodies = sizes[1], Joints = sizes[2], Channels = sizes[3], Layout = layout,
        };
        try
        {
            var prediction = scorer.Score(clip);
            Console.WriteLine($"{row.Name}: {prediction.Label} ({prediction.Confidence:P0})");
        }
        catch (SkeletonClipException refused)
        {
            // Nobody in view, another skeleton, millimeters for meters: the message says which, and the next clip may be right.
            Console.WriteLine($"{row.Name}: {refused.Message}");
        }
    }

    return 0;
}
catch (Exception error) when (Mendable(error) is { } reason)
{
    // The library's messages say what is wrong, where, and what to do about it.
    Console.Error.WriteLine(reason.Message);
    return 1;
}

static IDataView LoadRecordings(MLContext ml, string? recordings)
{
    if (recordings is null)
    {
        Console.WriteLine("No folder is given: this is a made-up person. A model of another skeleton refuses it.");
        return ml.Data.LoadSyntheticSkeletons(new SyntheticSkeletons.Options { Subjects = 1, Repetitions = 1, Cameras = 1, Seed = 7 });
    }

    // Change this line for other files: SkeletonFormat.Csv(recordings), .AzureKinect, .MediaPipe(), .OpenPose() and others.
    // Take the format that the model was trained on.
    return ml.Data.LoadFromSkeletonFiles(recordings, SkeletonFormat.NtuRgbd);
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

sealed class Recording
{
    public string Name { get; set; } = "";

    public float[] Clip { get; set; } = [];
}
