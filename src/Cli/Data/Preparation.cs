using Microsoft.ML;

namespace MsMclr.MLNet.Cli.Data;

/// <summary>Which frames of clips an encoder sees, and how they are centered, turned and scaled before.</summary>
internal sealed record Preparation
{
    public ClipLengthRule Length { get; init; }

    public ClipCentering Centering { get; init; }

    public ClipTurning Turning { get; init; }

    public ClipScale Scale { get; init; }

    public MissingJoints MissingJoints { get; init; }

    /// <summary>Prepares clips of so many frames.</summary>
    public IDataView Apply(MLContext ml, IDataView clips, int frames)
    {
        var options = new SkeletonPreparationEstimator.Options
        {
            Frames = frames,
            Length = Length,
            Centering = Centering,
            Turning = Turning,
            Scale = Scale,
            MissingJoints = MissingJoints,
        };
        return ml.Transforms.Skeleton.Prepare(options).Fit(clips).Transform(clips);
    }

    /// <param name="isPaper">As the authors did; otherwise ours.</param>
    /// <param name="canTurn">Whether the skeleton has depth and shoulders.</param>
    public static Preparation Of(bool isPaper, bool canTurn)
    {
        var named = isPaper ? SkeletonPreparationEstimator.Options.Paper : new SkeletonPreparationEstimator.Options();
        return new Preparation
        {
            Length = named.Length,
            Centering = named.Centering,
            Turning = canTurn ? named.Turning : ClipTurning.None,
            Scale = named.Scale,
            MissingJoints = named.MissingJoints,
        };
    }
}
