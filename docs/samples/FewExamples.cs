using Microsoft.ML;
using MsMclr.MLNet;

namespace Samples;

/// <summary>Three gestures taught from nine clips, without training.</summary>
public static class FewExamples
{
    private static readonly string[] Gestures = ["clap", "sit down", "jump"];

    public static void Run(TextWriter output)
    {
        var ml = new MLContext(seed: 1);
        var people = SkeletonProtocol.LeaveSubjectsOut(4);
        var clips = ml.Data.Cache(ml.Data.LoadSyntheticSkeletons(Recordings(Gestures, people.Train)));

        // What makes a vector of a clip. It learns what is usual from other clips without labels, never from the examples themselves.
        var others = ml.Data.LoadSyntheticSkeletons(new SyntheticSkeletons.Options { Subjects = 8, Cameras = 1, Seed = 2 });
        var convolutions = ml.Transforms.Skeleton.Prepare("Skeleton", "Clip")
            .Append(ml.Transforms.Skeleton.RandomConvolutions("Features", "Skeleton"))
            .Append(ml.Transforms.NormalizeMeanVariance("Features", fixZero: false))
            .Fit(others);
        using var embedder = new SkeletonEmbedder(ml, convolutions, clips.Schema);

        var bank = new ExampleBank(embedder);
        foreach (var clip in SkeletonClips.Read(clips))
            bank.Teach(clip.Label!, clip);
        output.WriteLine($"{bank.Examples.Count} clips of {string.Join(", ", bank.Actions)}");
        output.WriteLine(bank.Calibration.Explanation);

        // Somebody whom it has not seen, and a movement that nobody taught.
        var later = ml.Data.LoadSyntheticSkeletons(Recordings([.. Gestures, "kick left"], people.Test));
        foreach (var clip in SkeletonClips.Read(later))
        {
            var answer = bank.Recognize(clip);
            output.WriteLine($"{clip.Label}: {answer.Action ?? "unknown"}, most like {answer.Nearest[0].Name}");
        }

        bank.ForgetAction("sit down");
        bank.Save("gestures.examples");
        output.WriteLine(string.Join(", ", ExampleBank.Load("gestures.examples", embedder).Actions));
        File.Delete("gestures.examples");
    }

    private static SyntheticSkeletons.Options Recordings(string[] actions, SkeletonSplit split)
        => new() { Subjects = 4, Actions = actions, Repetitions = 1, Cameras = 1, Split = split };
}

// Output:
// 9 clips of clap, sit down, jump
// By 9 examples, 10.0 % of the clips of unknown actions are accepted.
// clap: clap, most like S001C001P002R001A006
// sit down: sit down, most like S001C001P003R001A008
// kick left: unknown, most like S001C001P003R001A006
// jump: jump, most like S001C001P003R001A014
// clap, jump
