using MsMclr.MLNet.Loaders.Bodies;

namespace MsMclr.MLNet.Loaders.Contract;

/// <summary>What loaded clips are to look like.</summary>
/// <param name="Bodies">M, how many bodies there is room for.</param>
/// <param name="Slots">Which bodies go in, and where.</param>
/// <param name="Conversion">From the format's layout to the one that is wanted; null where they are one.</param>
internal sealed record ClipTarget(int Bodies, BodySlots Slots, SkeletonConversion? Conversion)
{
    /// <summary>Gets which value of a joint is a score and no coordinate.</summary>
    /// <value>Default -1: none.</value>
    public int ScoreChannel { get; init; } = -1;
}
