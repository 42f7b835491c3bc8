namespace MsMclr.MLNet;

public sealed partial record MsMclrRecipe
{
    /// <summary>
    /// Gets the authors' code (Wu et al., Multimedia Systems 2024), with its oddities: for data of NTU's size, and a batch that makes
    /// <c>N * M</c> a multiple of 8.
    /// </summary>
    public static MsMclrRecipe Paper { get; } = new()
    {
        OrdinaryAugmentation = KnownAugmentations.PaperOrdinary,
        StrongAugmentation = KnownAugmentations.PaperStrong,
        ProjectionHead = ProjectionHead.TwoLayers,
        BatchSize = 128,
        QueueSize = 32768,
        BatchNegatives = false,
        KeyMomentum = 0.999,
        Temperature = 0.07,
        PartContrastWeight = 0,
        Optimizer = TrainingOptimizer.Sgd,
        LearningRate = 0.1,
        WeightDecay = 1e-4,
        Schedule = LearningRateSchedule.Step,
        Dropout = 0.5,
        GraphDistance = GraphDistance.OneHop,
        Attention = AttentionScope.BatchSegments,
        KeyBeginsAsQuery = false,
        ExcludeAbsentBodies = false,
        Readout = SkeletonReadout.Global,
        Whitening = EmbeddingWhitening.None,
    };

    /// <summary>
    /// Gets what the paper's text says where it differs from its code (<see cref="Paper"/>): the strong view masks joints, has five noise
    /// joints and is never flipped, attention goes over the frames of one clip, and no neighbors are mined. What the text leaves open is as
    /// in the code.
    /// </summary>
    public static MsMclrRecipe PaperText { get; } = Paper with
    {
        StrongAugmentation = KnownAugmentations.PaperTextStrong,
        Flip = false,
        Attention = AttentionScope.Time,
        MinedNeighbors = 0,
    };

    /// <summary>Gets the recommended recipe, which is what <c>new MsMclrRecipe()</c> gives.</summary>
    public static MsMclrRecipe Default { get; } = new();
}
