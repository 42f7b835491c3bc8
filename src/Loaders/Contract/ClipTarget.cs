using MsMclr.MLNet.Loaders.Bodies;

namespace MsMclr.MLNet.Loaders.Contract;

/// <summary>What loaded clips are to look like.</summary>
/// <param name="Bodies">M, how many bodies there is room for.</param>
/// <param name="Order">Which bodies go in, and where.</param>
/// <param name="Conversion">From the format's layout to the one that is wanted; null where they are one.</param>
internal sealed record ClipTarget(int Bodies, BodyOrder Order, SkeletonConversion? Conversion)
{
    /// <summary>Gets how bodies are followed.</summary>
    public BodyTrackingOptions Tracking { get; init; } = new();

    /// <summary>Gets a value indicating whether the format's layout is that of a whole body.</summary>
    public bool IsWholeBody { get; init; }

    /// <summary>Gets what places the bodies of a clip are given by.</summary>
    public BodySlots Slots => new(Bodies, Order, Tracking, IsWholeBody);

    /// <summary>What becomes of frame numbers that are missing.</summary>
    public FrameGapRule Gaps { get; init; }

    /// <summary>Gets what messages say of recordings in which no joint was found.</summary>
    public string EmptyRemedy { get; init; } = "leave such recordings out";
}
