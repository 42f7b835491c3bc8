using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Cli.Serve;

/// <summary>Clips to try the service with, of people that Quickstart has not made up; what <c>/sample</c> returns can be posted to <c>/score</c>.</summary>
internal static class MadeUpClips
{
    private const int Seed = 4_711;
    private const int Subjects = 4;

    private static readonly Lazy<MadeUpClip[]> Clips = new(MakeAll);

    /// <summary>Whether the model reads clips of this skeleton.</summary>
    public static bool Fit(ScoringModel model) => model.Shape is { Bodies: 2, Channels: 3 } shape && shape.Layout.Equals(SkeletonLayout.NtuRgbd);

    public static Results<Ok<MadeUpClip>, ProblemHttpResult> Make(ScoringModel model, int number = 0)
    {
        if (!Fit(model))
            return TypedResults.Problem($"The model's skeleton is {model.Shape.Layout.Name}; made-up clips have that of NTU RGB+D.", statusCode: StatusCodes.Status404NotFound);

        return TypedResults.Ok(Clips.Value[(int)((uint)number % (uint)Clips.Value.Length)]);
    }

    private static MadeUpClip[] MakeAll()
    {
        var view = new MLContext(Seed).Data.LoadSyntheticSkeletons(new SyntheticSkeletons.Options { Subjects = Subjects, Repetitions = 1, Cameras = 1, Seed = Seed });
        var shape = new ClipColumn(2, 3, SkeletonLayout.NtuRgbd);
        return [.. view.GetColumn<float[]>("Clip").Zip(view.GetColumn<uint>("Label"), (clip, label) => new MadeUpClip(SyntheticSkeletons.Actions[(int)label - 1],
            [.. ClipFrames.Of(clip, shape).Select(frame => frame.Select(body => body?.Chunk(3).ToArray()).ToArray())]))];
    }
}

/// <summary>A clip as it can be posted, and what its maker meant it to be.</summary>
internal sealed record MadeUpClip(string Action, float[][]?[][] Frames);
