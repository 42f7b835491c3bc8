namespace MsMclr.MLNet;

/// <summary>Specifies which bodies come first where <see cref="BodyOrder.Tracked"/> follows them.</summary>
public enum BodyRanking
{
    /// <summary>Those with the largest sum of squared deviations from their mean position.</summary>
    MostActive,

    /// <summary>
    /// Those with the highest mean score, for formats whose joints have one (<see cref="ISkeletonFormat.Coordinates"/>).
    /// </summary>
    HighestScore,
}
