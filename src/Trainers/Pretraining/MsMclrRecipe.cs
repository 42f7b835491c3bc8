namespace MsMclr.MLNet;

/// <summary>
/// Says what the method computes, and with which numbers. A new recipe is the recommended one, which suits data sets of hundreds to
/// thousands of clips. <see cref="Paper"/> is the authors' code. Change one thing with <c>new MsMclrRecipe { BatchSize = 64 }</c>,
/// or with <c>MsMclrRecipe.Paper with { BatchSize = 64 }</c>.
/// </summary>
public sealed record MsMclrRecipe
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
    };

    /// <summary>Gets the recommended recipe, which is what <c>new MsMclrRecipe()</c> gives.</summary>
    public static MsMclrRecipe Default { get; } = new();

    /// <summary>The ordinary view of a clip; <see cref="KnownAugmentations.PaperOrdinary"/> (temporal crop, shear up to 0.5) in the paper, <see cref="KnownAugmentations.Ordinary"/> (shear up to 0.2) by default.</summary>
    public SkeletonAugmentation OrdinaryAugmentation { get; init; } = KnownAugmentations.Ordinary;

    /// <summary>The strong view; <see cref="KnownAugmentations.PaperStrong"/> in the paper, <see cref="KnownAugmentations.Strong"/> by default.</summary>
    public SkeletonAugmentation StrongAugmentation { get; init; } = KnownAugmentations.Strong;

    /// <summary>c, the width of the first blocks: 16.</summary>
    public int HiddenChannels { get; init; } = 16;

    /// <summary>D, the size of the embedding: 256.</summary>
    public int FeatureSize { get; init; } = 256;

    /// <summary>The size of the contrasted projections: 128.</summary>
    public int ProjectionSize { get; init; } = 128;

    /// <summary>How an embedding is projected: by two layers in the paper, by one linear layer by default.</summary>
    public ProjectionHead ProjectionHead { get; init; } = ProjectionHead.Linear;

    /// <summary>Probability that a value of a block's output is dropped in training: 0.5 in the paper; 0, none, by default.</summary>
    public double Dropout { get; init; }

    /// <summary>Clips a step: 128 in the paper, 32 by default. The last incomplete batch of an epoch is left out.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>Keys that a query is told apart from: 32,768 in the paper; 0, the default, stands for as many as fit into half an epoch.</summary>
    public int QueueSize { get; init; }

    /// <summary>
    /// Whether the keys of the batch's other clips are negatives too, beside the queue. Without them a positive can be told from the queue by what its batch
    /// leaves in BatchNorm's statistics, which teaches nothing about skeletons (the reason for MoCo's shuffled BatchNorm, section 3.3). False in the paper, true by default.
    /// </summary>
    public bool BatchNegatives { get; init; } = true;

    /// <summary>How slowly the key encoder follows (MoCo, equation 2): 0.999 in the paper, 0.99 by default.</summary>
    public double KeyMomentum { get; init; } = 0.99;

    /// <summary>The temperature of both losses: 0.07 in the paper, 0.1 by default.</summary>
    public double Temperature { get; init; } = 0.1;

    /// <summary>The weight of the divergence losses (mean over joint, part and body scale): 1.</summary>
    public double DivergenceWeight { get; init; } = 1;

    /// <summary>Epochs before nearest neighbors are mined as further positives (AimCLR, section 3.4): 150. A run of fewer epochs never mines.</summary>
    public int MiningAfter { get; init; } = 150;

    /// <summary>Neighbors that each branch mines: 1; 0 switches mining off.</summary>
    public int MinedNeighbors { get; init; } = 1;

    /// <summary>The optimizer: SGD in the paper, AdamW by default.</summary>
    public TrainingOptimizer Optimizer { get; init; } = TrainingOptimizer.AdamW;

    /// <summary>The learning rate at the start: 0.1 (SGD) in the paper, 5e-4 (AdamW) by default.</summary>
    public double LearningRate { get; init; } = 5e-4;

    /// <summary>Weight decay: 1e-4 in the paper, 1e-2 by default (AdamW).</summary>
    public double WeightDecay { get; init; } = 1e-2;

    /// <summary>How the learning rate falls: a step in the paper, a cosine by default.</summary>
    public LearningRateSchedule Schedule { get; init; } = LearningRateSchedule.Cosine;

    /// <summary>Epochs before <see cref="LearningRateSchedule.Step"/> divides the learning rate by ten: 250.</summary>
    public int LearningRateStep { get; init; } = 250;

    /// <summary>How far graph distances are counted: one hop in the paper's code, in full by default.</summary>
    public GraphDistance GraphDistance { get; init; } = GraphDistance.Full;

    /// <summary>What motion attention attends over: batch segments in the paper's code, the frames of one body by default.</summary>
    public AttentionScope Attention { get; init; } = AttentionScope.Time;

    /// <summary>Which differences are motion: frames and joints.</summary>
    public MotionAxes MotionAxes { get; init; } = MotionAxes.TimeAndJoint;

    /// <summary>Whether the key encoder begins as a copy of the query encoder; in the paper's code it begins apart.</summary>
    public bool KeyBeginsAsQuery { get; init; } = true;

    /// <summary>Whether absent bodies (all coordinates 0) take no part in statistics and pooling; in the paper they do.</summary>
    public bool ExcludeAbsentBodies { get; init; } = true;

    internal void Check()
    {
        ArgumentNullException.ThrowIfNull(OrdinaryAugmentation, $"{nameof(MsMclrRecipe)}.{nameof(OrdinaryAugmentation)}");
        ArgumentNullException.ThrowIfNull(StrongAugmentation, $"{nameof(MsMclrRecipe)}.{nameof(StrongAugmentation)}");
        RequireNamed(Optimizer, nameof(Optimizer));
        RequireNamed(Schedule, nameof(Schedule));
        RequireNamed(ProjectionHead, nameof(ProjectionHead));
        RequireNamed(GraphDistance, nameof(GraphDistance));
        RequireNamed(Attention, nameof(Attention));
        RequireNamed(MotionAxes, nameof(MotionAxes));
        Require(HiddenChannels is >= 1 and <= 1024, nameof(HiddenChannels), HiddenChannels, "1 to 1024");
        Require(FeatureSize is >= 8 and <= 4096, nameof(FeatureSize), FeatureSize, "8 to 4096");
        Require(ProjectionSize is >= 2 and <= 8192, nameof(ProjectionSize), ProjectionSize, "2 to 8192");
        Require(Dropout is >= 0 and < 1, nameof(Dropout), Dropout, "0 to below 1");
        Require(BatchSize is >= 2 and <= 65536, nameof(BatchSize), BatchSize, "2 to 65536");
        var largestQueue = int.MaxValue / sizeof(float) / ProjectionSize; // One array of bytes holds its keys.
        Require(QueueSize == 0 || (QueueSize >= BatchSize && QueueSize <= largestQueue), nameof(QueueSize), QueueSize,
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"0 (sized to the data), or BatchSize ({BatchSize}) to {largestQueue} (which ProjectionSize {ProjectionSize} leaves room for)"));
        Require(KeyMomentum is >= 0 and < 1, nameof(KeyMomentum), KeyMomentum, "0 to below 1");
        Require(Temperature is > 0 and <= 100, nameof(Temperature), Temperature, "above 0 to 100");
        Require(DivergenceWeight is >= 0 and <= 1e6, nameof(DivergenceWeight), DivergenceWeight, "0 to 1e6");
        Require(MiningAfter >= 0, nameof(MiningAfter), MiningAfter, "0 or more");
        Require(MinedNeighbors >= 0 && (QueueSize == 0 || MinedNeighbors <= QueueSize), nameof(MinedNeighbors), MinedNeighbors, "0 to QueueSize");
        Require(LearningRate is > 0 and <= 1e3, nameof(LearningRate), LearningRate, "above 0 to 1000");
        Require(WeightDecay is >= 0 and < 1, nameof(WeightDecay), WeightDecay, "0 to below 1");
        Require(LearningRateStep >= 1, nameof(LearningRateStep), LearningRateStep, "1 or more");
        Require(Attention != AttentionScope.BatchSegments || !ExcludeAbsentBodies, nameof(ExcludeAbsentBodies), ExcludeAbsentBodies,
            "false with AttentionScope.BatchSegments, which counts rows of both bodies; or take AttentionScope.Time");
    }

    private static void RequireNamed<T>(T value, string option)
        where T : struct, Enum => Require(Enum.IsDefined(value), option, value, string.Join(", ", Enum.GetNames<T>()));

    private static void Require(bool holds, string option, object value, string allowed)
    {
        if (!holds)
            throw new ArgumentOutOfRangeException(option, value, $"MsMclrRecipe.{option} is {value}; allowed: {allowed}.");
    }
}
