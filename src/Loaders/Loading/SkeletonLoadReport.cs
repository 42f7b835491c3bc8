namespace MsMclr.MLNet;

/// <summary>What one pass over a view of files has read, and what it has left out.</summary>
/// <seealso cref="SkeletonLoader.Options.OnPassEnded"/>
public sealed record SkeletonLoadReport
{
    /// <summary>Gets how many files were opened.</summary>
    public required int Files { get; init; }

    /// <summary>Gets how many clips were read.</summary>
    public required long Clips { get; init; }

    /// <summary>Gets how many clips or files were skipped because they are bad.</summary>
    public required long Skipped { get; init; }

    /// <summary>Gets how many clips have frames that their files have not (<see cref="FrameGaps"/>).</summary>
    public required long ClipsWithGaps { get; init; }

    /// <summary>Gets how many frames files have not and clips have, without a body (<see cref="FrameGaps"/>).</summary>
    public required long EmptyFrames { get; init; }

    /// <summary>Gets how many frames files have not and were interpolated (<see cref="FrameGaps"/>).</summary>
    public required long InterpolatedFrames { get; init; }

    /// <summary>Gets how many bodies were left out as noise (<see cref="BodyTrackingOptions"/>).</summary>
    public required long NoiseBodies { get; init; }

    /// <summary>
    /// Gets how many bodies were left out because clips have no place for them (<see cref="SkeletonLoader.Options.Bodies"/>).
    /// </summary>
    public required long BodiesWithoutPlace { get; init; }

    /// <summary>Gets in how many frames the bodies that were left out are, each counted by itself.</summary>
    public required long BodyFramesLeftOut { get; init; }

    /// <summary>Gets how many clips a body was left out of.</summary>
    public required long ClipsWithBodiesLeftOut { get; init; }
}
