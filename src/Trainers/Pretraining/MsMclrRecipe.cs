namespace MsMclr.MLNet;

/// <summary>
/// Says what the method computes, and with which numbers. A new recipe is the recommended one, which suits data sets of hundreds to
/// thousands of clips. <see cref="Paper"/> is the authors' code, <see cref="PaperText"/> what their text says. Change one thing with
/// <c>new MsMclrRecipe { BatchSize = 64 }</c>, or with <c>MsMclrRecipe.Paper with { BatchSize = 64 }</c>.
/// </summary>
/// <remarks>
/// <list type="table">
/// <listheader><term>Group</term><description>Properties</description></listheader>
/// <item><term>Views</term><description><see cref="OrdinaryAugmentation"/>, <see cref="StrongAugmentation"/>,
/// <see cref="Flip"/></description></item>
/// <item><term>Network</term><description><see cref="HiddenChannels"/>, <see cref="FeatureSize"/>, <see cref="ProjectionSize"/>,
/// <see cref="ProjectionHead"/>, <see cref="Dropout"/>, <see cref="GraphDistance"/>, <see cref="Attention"/>,
/// <see cref="MotionAxes"/>, <see cref="ExcludeAbsentBodies"/></description></item>
/// <item><term>Contrast</term><description><see cref="BatchSize"/>, <see cref="QueueSize"/>, <see cref="BatchNegatives"/>,
/// <see cref="KeyMomentum"/>, <see cref="KeyBeginsAsQuery"/>, <see cref="Temperature"/>,
/// <see cref="TeacherTemperature"/>, <see cref="DivergenceWeight"/>, <see cref="PartContrastWeight"/>,
/// <see cref="MiningAfter"/>, <see cref="MinedNeighbors"/></description></item>
/// <item><term>Optimization</term><description><see cref="Optimizer"/>, <see cref="LearningRate"/>, <see cref="WeightDecay"/>,
/// <see cref="Schedule"/>, <see cref="LearningRateStep"/></description></item>
/// <item><term>Embedding</term><description><see cref="Readout"/>, <see cref="Whitening"/></description></item>
/// </list>
/// </remarks>
public sealed partial record MsMclrRecipe
{
    /// <summary>
    /// Gets the ordinary view of a clip, the one that is told apart from other clips. The paper takes
    /// <see cref="KnownAugmentations.PaperOrdinary"/>: a temporal crop, and shear up to 0.5. The default shears up to 0.2.
    /// </summary>
    /// <value>Default <see cref="KnownAugmentations.Ordinary"/>.</value>
    public SkeletonAugmentation OrdinaryAugmentation { get; init; } = KnownAugmentations.Ordinary;

    /// <summary>Gets the strong view of a clip. The paper takes <see cref="KnownAugmentations.PaperStrong"/>.</summary>
    /// <value>Default <see cref="KnownAugmentations.Strong"/>.</value>
    public SkeletonAugmentation StrongAugmentation { get; init; } = KnownAugmentations.Strong;

    /// <summary>
    /// Gets whether the strong view is mirrored in half of the clips. True adds a <see cref="SpatialFlip"/> to a strong view that has none;
    /// false leaves every one out of both views; null takes the views as they are. An encoder that shall tell left from right must not
    /// learn that they are alike. The paper's code flips, its text does not (<see cref="PaperText"/>), and the recommended views don't.
    /// </summary>
    /// <value>Default null; false in <see cref="PaperText"/>.</value>
    public bool? Flip { get; init; }

    /// <summary>Gets c, the width of the first blocks. 16 in the paper too.</summary>
    /// <value>Default 16.</value>
    public int HiddenChannels { get; init; } = 16;

    /// <summary>Gets D, the channels of the last block. 256 in the paper too.</summary>
    /// <value>Default 256.</value>
    public int FeatureSize { get; init; } = 256;

    /// <summary>Gets the size of the contrasted projections. 128 in the paper too.</summary>
    /// <value>Default 128.</value>
    public int ProjectionSize { get; init; } = 128;

    /// <summary>Gets how an embedding is projected. The paper has <see cref="ProjectionHead.TwoLayers"/>.</summary>
    /// <value>Default <see cref="ProjectionHead.Linear"/>.</value>
    public ProjectionHead ProjectionHead { get; init; } = ProjectionHead.Linear;

    /// <summary>Gets the probability that a value of a block's output is dropped in training. 0.5 in the paper.</summary>
    /// <value>Default 0.</value>
    public double Dropout { get; init; }

    /// <summary>Gets the clips of a step. 128 in the paper. The last incomplete batch of an epoch is left out.</summary>
    /// <value>Default 32.</value>
    public int BatchSize { get; init; } = 32;

    /// <summary>
    /// Gets the number of keys that a query is told apart from. 32,768 in the paper. 0 stands for as many as fit into half an epoch.
    /// </summary>
    /// <value>Default 0.</value>
    public int QueueSize { get; init; }

    /// <summary>
    /// Gets whether the keys of the batch's other clips are negatives too, beside the queue. False in the paper. Without them a
    /// positive can be told from the queue by what its batch leaves in BatchNorm's statistics, which teaches nothing about skeletons
    /// (the reason for MoCo's shuffled BatchNorm, section 3.3).
    /// </summary>
    /// <value>Default true.</value>
    public bool BatchNegatives { get; init; } = true;

    /// <summary>Gets how slowly the key encoder follows the query encoder (MoCo, equation 2). 0.999 in the paper.</summary>
    /// <value>Default 0.99.</value>
    public double KeyMomentum { get; init; } = 0.99;

    /// <summary>Gets the temperature of both losses. 0.07 in the paper.</summary>
    /// <value>Default 0.1.</value>
    public double Temperature { get; init; } = 0.1;

    /// <summary>
    /// Gets the temperature of the distribution that supervises the strong view. A lower one than <see cref="Temperature"/> makes it a
    /// sharper teacher. Null stands for <see cref="Temperature"/>, as in the paper.
    /// </summary>
    /// <value>Default null.</value>
    public double? TeacherTemperature { get; init; }

    /// <summary>Gets the weight of the divergence losses, the mean over joint, part and body scale. 1 in the paper too.</summary>
    /// <value>Default 1.</value>
    public double DivergenceWeight { get; init; } = 1;

    /// <summary>
    /// Gets the weight of the contrast part by part: what each part of the body does in each half of the clip is told from what the same
    /// part does there in the batch's other clips (the idea of PSTL, Zhou et al., AAAI 2023, with the parts that
    /// <see cref="SkeletonReadout.MultiScale"/> reads). 0 leaves it out, as in the paper. It costs next to no time.
    /// </summary>
    /// <value>Default 1; 0 in <see cref="Paper"/>.</value>
    public double PartContrastWeight { get; init; } = 1;

    /// <summary>
    /// Gets the epochs before nearest neighbors are mined as further positives (AimCLR, section 3.4). 150 in the paper too.
    /// A run of fewer epochs never mines.
    /// </summary>
    /// <value>Default 150.</value>
    public int MiningAfter { get; init; } = 150;

    /// <summary>Gets the neighbors that each branch mines. 1 in the paper too. 0 switches mining off.</summary>
    /// <value>Default 1.</value>
    public int MinedNeighbors { get; init; } = 1;

    /// <summary>Gets the optimizer. The paper takes <see cref="TrainingOptimizer.Sgd"/>.</summary>
    /// <value>Default <see cref="TrainingOptimizer.AdamW"/>.</value>
    public TrainingOptimizer Optimizer { get; init; } = TrainingOptimizer.AdamW;

    /// <summary>Gets the learning rate at the start. 0.1 in the paper, with SGD.</summary>
    /// <value>Default 0.0005.</value>
    public double LearningRate { get; init; } = 5e-4;

    /// <summary>Gets the weight decay. 0.0001 in the paper, with SGD.</summary>
    /// <value>Default 0.01.</value>
    public double WeightDecay { get; init; } = 1e-2;

    /// <summary>Gets how the learning rate falls. The paper takes <see cref="LearningRateSchedule.Step"/>.</summary>
    /// <value>Default <see cref="LearningRateSchedule.Cosine"/>.</value>
    public LearningRateSchedule Schedule { get; init; } = LearningRateSchedule.Cosine;

    /// <summary>
    /// Gets the epochs before <see cref="LearningRateSchedule.Step"/> divides the learning rate by ten. 250 in the paper too.
    /// </summary>
    /// <value>Default 250.</value>
    public int LearningRateStep { get; init; } = 250;

    /// <summary>Gets how far graph distances are counted. The paper's code has <see cref="GraphDistance.OneHop"/>.</summary>
    /// <value>Default <see cref="GraphDistance.Full"/>.</value>
    public GraphDistance GraphDistance { get; init; } = GraphDistance.Full;

    /// <summary>Gets what motion attention attends over. The paper's code has <see cref="AttentionScope.BatchSegments"/>.</summary>
    /// <value>Default <see cref="AttentionScope.Time"/>.</value>
    public AttentionScope Attention { get; init; } = AttentionScope.Time;

    /// <summary>Gets which differences are motion. Frames and joints in the paper too.</summary>
    /// <value>Default <see cref="MotionAxes.TimeAndJoint"/>.</value>
    public MotionAxes MotionAxes { get; init; } = MotionAxes.TimeAndJoint;

    /// <summary>
    /// Gets whether the key encoder begins as a copy of the query encoder. False in the paper's code, where it begins apart.
    /// </summary>
    /// <value>Default true.</value>
    public bool KeyBeginsAsQuery { get; init; } = true;

    /// <summary>
    /// Gets whether absent bodies (all coordinates 0) take no part in statistics and pooling. False in the paper, where they do.
    /// </summary>
    /// <value>Default true.</value>
    public bool ExcludeAbsentBodies { get; init; } = true;

    /// <summary>
    /// Gets how the trained encoder's feature maps become its embedding. It changes nothing in training, whose losses, probe and
    /// history see <see cref="SkeletonReadout.Global"/>, so a run may be resumed with another one.
    /// </summary>
    /// <value>Default <see cref="SkeletonReadout.MultiScale"/>; <see cref="SkeletonReadout.Global"/> in the paper.</value>
    public SkeletonReadout Readout { get; init; } = SkeletonReadout.MultiScale;

    /// <summary>
    /// Gets what is made of the embedding after it is read out. It is learnt from the training clips, without labels, when training has
    /// ended. Like <see cref="Readout"/> it changes nothing in training.
    /// </summary>
    /// <value>Default <see cref="EmbeddingWhitening.Centered"/>; <see cref="EmbeddingWhitening.None"/> in the paper.</value>
    public EmbeddingWhitening Whitening { get; init; } = EmbeddingWhitening.Centered;
}
