namespace MsMclr.MLNet.Cli.Data;

/// <summary>Which frames of clips an encoder sees, and how they are centered and turned before.</summary>
internal sealed record Preparation(ClipLengthRule Length, ClipCentering Centering, ClipTurning Turning)
{
    /// <param name="isPaper">As the authors did; otherwise ours.</param>
    /// <param name="canTurn">Whether the skeleton has depth and shoulders.</param>
    public static Preparation Of(bool isPaper, bool canTurn)
    {
        var named = isPaper ? SkeletonPreparationEstimator.Options.Paper : new SkeletonPreparationEstimator.Options();
        return new Preparation(named.Length, named.Centering, canTurn ? named.Turning : ClipTurning.None);
    }
}
