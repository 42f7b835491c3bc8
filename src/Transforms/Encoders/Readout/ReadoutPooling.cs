namespace MsMclr.MLNet;

/// <summary>Specifies what a <see cref="SkeletonReadout"/> makes of the values of a group of joints over a segment of time.</summary>
[Flags]
public enum ReadoutPooling
{
    /// <summary>Their mean, as in the paper.</summary>
    Mean = 1,

    /// <summary>The largest of them.</summary>
    Max = 2,
}
