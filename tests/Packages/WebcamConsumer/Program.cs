using System.Globalization;
using Microsoft.ML;
using MsMclr.MLNet;

// Stands for somebody before a webcam whose pose estimator is MediaPipe: landmarks in parts of the picture, y down, a file a clip.
var folder = args[0];
var gestures = new Dictionary<string, string> { ["clap"] = "clap", ["kick left"] = "kick", ["bow"] = "bow" };
var ml = new MLContext(seed: 1);
foreach (var clip in Clips([.. gestures.Keys], repetitions: 5))
    Write(Take(clip) <= 3 ? $"clips/{gestures[clip.Label!]}/{Take(clip)}" : $"later/{gestures[clip.Label!]}-{Take(clip)}", clip);
foreach (var clip in Clips(["jump", "phone call"], repetitions: 2))
    Write($"later/{clip.Label!.Replace(' ', '-')}-{Take(clip)}", clip);

// A minute and a half of anything else.
var day = new SyntheticSkeletons.UntrimmedOptions
{
    Recordings = 1,
    ActionsEach = 20,
    Clips = Person(["drink", "wipe face", "wave left hand", "sit down", "stand up", "pick up", "push", "rub hands"], repetitions: 3),
};
Write("other/everyday", SyntheticSkeletons.MakeUntrimmed(day).Single().Recording);

IEnumerable<SkeletonRecording> Clips(IReadOnlyList<string> actions, int repetitions)
    => SkeletonClips.Read(ml.Data.LoadSyntheticSkeletons(Person(actions, repetitions)));

// S001C001P001R004A010
static int Take(SkeletonRecording clip) => int.Parse(clip.Name![13..16], CultureInfo.InvariantCulture);

static SyntheticSkeletons.Options Person(IReadOnlyList<string> actions, int repetitions)
    => new() { Subjects = 1, Actions = actions, Repetitions = repetitions, Cameras = 1, Seed = 3 };

void Write(string name, SkeletonRecording clip)
{
    var layout = SkeletonLayout.NtuRgbd;
    var joints = SkeletonLayout.MediaPipe33.Joints.Select(joint => Place(layout, joint)).ToArray();
    var frames = Enumerable.Range(0, clip.Frames).Select(frame =>
    {
        var body = clip.Values.Span.Slice(frame * clip.Bodies * 75, 75);
        if (!body.ContainsAnyExcept(0f))
            return "[]"; // Nobody was found.
        List<string> landmarks = [];
        foreach (var (joint, x, y) in joints)
        {
            var (right, up, depth) = (body[3 * joint] + x, body[(3 * joint) + 1] + y, body[(3 * joint) + 2]);
            landmarks.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"[{0.5 + (0.9 * right / depth):f5}, {0.5 - (1.6 * up / depth):f5}, {depth - body[2]:f4}, 0.98]"));
        }

        return $"[{string.Join(", ", landmarks)}]";
    });
    var file = Path.Combine(folder, name + ".json");
    Directory.CreateDirectory(Path.GetDirectoryName(file)!);
    File.WriteAllText(file, $"{{\"fps\": 30, \"frames\": [{string.Join(",\n", frames)}]}}");
}

// The joint of Kinect v2 that is nearest to a landmark of MediaPipe, and how far it is from there.
static (int Joint, float X, float Y) Place(SkeletonLayout layout, string landmark)
{
    var side = landmark.EndsWith("Left", StringComparison.Ordinal) ? -1f : landmark.EndsWith("Right", StringComparison.Ordinal) ? 1f : 0;
    var name = landmark.Replace("Left", "").Replace("Right", "");
    var end = side < 0 ? "Left" : "Right";
    return name switch
    {
        "Nose" => (layout.IndexOf("Head"), 0, 0),
        "EyeInner" or "Eye" or "EyeOuter" => (layout.IndexOf("Head"), side * 0.03f, 0.03f),
        "Ear" => (layout.IndexOf("Head"), side * 0.08f, 0.01f),
        "Mouth" => (layout.IndexOf("Head"), side * 0.02f, -0.05f),
        "Pinky" or "Index" => (layout.IndexOf("HandTip" + end), name == "Index" ? 0 : side * 0.03f, 0),
        "Thumb" => (layout.IndexOf("Thumb" + end), 0, 0),
        "Heel" => (layout.IndexOf("Ankle" + end), 0, -0.05f),
        "FootIndex" => (layout.IndexOf("Foot" + end), 0, 0),
        _ => (layout.IndexOf(landmark), 0, 0),
    };
}
