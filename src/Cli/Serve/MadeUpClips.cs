using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Cli.Serve;

/// <summary>
/// Clips to try the service with, of people that Quickstart has not made up. What <c>/sample</c> returns can be posted to <c>/score</c>.
/// </summary>
internal static class MadeUpClips
{
    private const int Seed = 4_711;
    private const int Subjects = 4;

    private static readonly Lazy<MadeUpClip[]> Clips = new(MakeAll);

    /// <summary>Whether the model reads clips of this skeleton.</summary>
    public static bool Fit(ScoringModel model)
        => model.Shape is { Bodies: 2, Channels: 3 } shape && shape.Layout.Equals(SkeletonLayout.NtuRgbd);

    public static Results<Ok<MadeUpClip>, ProblemHttpResult> Make(ScoringModel model, int number = 0)
    {
        if (!Fit(model))
        {
            return TypedResults.Problem(
                $"The model's skeleton is {model.Shape.Layout.Name}; made-up clips have that of NTU RGB+D.",
                statusCode: StatusCodes.Status404NotFound);
        }

        var clips = Clips.Value;
        return TypedResults.Ok(clips[(int)((uint)number % (uint)clips.Length)]);
    }

    private static MadeUpClip[] MakeAll()
    {
        var made = new SyntheticSkeletons.Options { Subjects = Subjects, Repetitions = 1, Cameras = 1, Seed = Seed };
        var view = new MLContext(Seed).Data.LoadSyntheticSkeletons(made);
        var labels = view.GetColumn<uint>("Label").Select(label => SyntheticSkeletons.Actions[(int)label - 1]);
        var frames = view.GetColumn<float[]>("Clip").Select(Frames);
        return [.. labels.Zip(frames, (action, clip) => new MadeUpClip(action, clip))];
    }

    // As they are posted: joints of three coordinates.
    private static float?[][]?[][] Frames(float[] clip)
    {
        var drawn = ClipFrames.Of(clip, new ClipColumn(Bodies: 2, Channels: 3, SkeletonLayout.NtuRgbd));
        return [.. drawn.Select(frame => frame.Select(body => body?.Chunk(3).ToArray()).ToArray())];
    }
}
