namespace MsMclr.MLNet.Cli.Data;

/// <summary>How clips are centered and turned before an encoder sees them.</summary>
internal sealed record Preparation(ClipCentering Centering, ClipTurning Turning)
{
    /// <param name="isPaper">As the authors did; otherwise ours.</param>
    /// <param name="canTurn">Whether the skeleton has depth and shoulders.</param>
    public static Preparation Of(bool isPaper, bool canTurn)
    {
        var centering = isPaper ? ClipCentering.EachFrame : ClipCentering.FirstFrame;
        if (!canTurn)
            return new Preparation(centering, ClipTurning.None);
        return new Preparation(centering, isPaper ? ClipTurning.OneDirection : ClipTurning.FirstFrame);
    }
}
