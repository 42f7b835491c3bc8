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

    /// <summary>Gets the recommended recipe, which is what <c>new MsMclrRecipe()</c> gives.</summary>
    public static MsMclrRecipe Default { get; } = new();
}
