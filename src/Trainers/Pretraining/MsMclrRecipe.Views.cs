namespace MsMclr.MLNet;

/// <content>The views as a run makes them.</content>
public sealed partial record MsMclrRecipe
{
    internal SkeletonAugmentation OrdinaryView => Flip == false ? WithoutFlips(OrdinaryAugmentation) : OrdinaryAugmentation;

    internal SkeletonAugmentation StrongView
    {
        get
        {
            if (Flip == false)
                return WithoutFlips(StrongAugmentation);
            if (Flip == true && !Steps(StrongAugmentation).Any(step => step is SpatialFlip))
                return new AugmentationSequence(new SpatialFlip(), StrongAugmentation);
            return StrongAugmentation;
        }
    }

    private static AugmentationSequence WithoutFlips(SkeletonAugmentation augmentation)
        => new(Steps(augmentation).Where(step => step is not SpatialFlip));

    // Of sequences within sequences too.
    private static IEnumerable<SkeletonAugmentation> Steps(SkeletonAugmentation augmentation)
        => augmentation is AugmentationSequence sequence ? sequence.Steps.SelectMany(Steps) : [augmentation];
}
