namespace MsMclr.MLNet;

/// <summary>Specifies over which joints a <see cref="SkeletonReadout"/> pools: groups of the <see cref="SkeletonLayout"/>.</summary>
public enum ReadoutGroups
{
    /// <summary>All joints of a body together, as in the paper.</summary>
    Body,

    /// <summary>
    /// The layout's <see cref="SkeletonLayout.Regions"/>, say arms, legs and trunk. A layout with no more than one region has its body
    /// taken instead.
    /// </summary>
    Regions,

    /// <summary>
    /// The layout's <see cref="SkeletonLayout.Parts"/>, say hands, feet and thighs. A layout with no more than one part has its regions
    /// taken instead.
    /// </summary>
    Parts,

    /// <summary>Every joint by itself.</summary>
    Joints,
}
