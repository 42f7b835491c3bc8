namespace MsMclr.MLNet;

/// <content>The views as a run makes them.</content>
public sealed partial record MsMclrRecipe
{
    internal SkeletonAugmentation OrdinaryView => Allowed(OrdinaryAugmentation);

    internal SkeletonAugmentation StrongView => Allowed(StrongAugmentation);

    private SkeletonAugmentation Allowed(SkeletonAugmentation augmentation)
        => Flip ? augmentation : new AugmentationSequence(WithoutFlips(augmentation));

    private static IEnumerable<SkeletonAugmentation> WithoutFlips(SkeletonAugmentation augmentation) => augmentation switch
    {
        SpatialFlip => [],
        AugmentationSequence sequence => sequence.Steps.SelectMany(WithoutFlips),
        _ => [augmentation],
    };
}
