namespace MsMclr.MLNet;

public sealed partial class MsMclrTrainer
{
    /// <summary>The options of <see cref="MsMclrTrainer"/>, from what nearly everybody sets to what hardly anybody does.</summary>
    /// <remarks>
    /// <list type="table">
    /// <listheader><term>Group</term><description>Options</description></listheader>
    /// <item><term>What is learned</term><description><see cref="Epochs"/>, <see cref="Stream"/>, <see cref="Recipe"/>,
    /// <see cref="Seed"/></description></item>
    /// <item><term>Columns</term><description><see cref="OutputColumnName"/>, <see cref="InputColumnName"/>,
    /// <see cref="Layout"/></description></item>
    /// <item><term>Following a run</term><description><see cref="Progress"/>, <see cref="CancellationToken"/>,
    /// <see cref="Probe"/>, <see cref="LogDirectory"/>, <see cref="StopOnCollapse"/></description></item>
    /// <item><term>Device</term><description><see cref="GpuDeviceId"/>, <see cref="FallbackToCpu"/>,
    /// <see cref="Precision"/>, <see cref="Communicator"/></description></item>
    /// <item><term>Going on</term><description><see cref="CheckpointDirectory"/>, <see cref="Resume"/>,
    /// <see cref="CheckpointInterval"/>, <see cref="CheckpointEveryEpochs"/>, <see cref="KeepCheckpoints"/></description></item>
    /// <item><term>Beginning with an encoder</term><description><see cref="Encoder"/>, <see cref="EncoderFile"/></description></item>
    /// <item><term>Memory</term><description><see cref="MaxStoreBytes"/>, <see cref="CacheDirectory"/>,
    /// <see cref="HalfPrecisionStore"/></description></item>
    /// </list>
    /// </remarks>
    public sealed partial class Options
    {
        /// <summary>
        /// Gets or sets the passes over the clips. The paper takes 300. 0 gives an untrained encoder, the baseline that pretraining has
        /// to beat.
        /// </summary>
        /// <value>Default 100.</value>
        public int Epochs { get; set; } = 100;

        /// <summary>Gets or sets what the network sees. It is part of the encoder: scoring applies it too.</summary>
        /// <value>Default <see cref="SkeletonStream.Joint"/>.</value>
        public SkeletonStream Stream { get; set; }

        /// <summary>Gets or sets the method's numbers.</summary>
        /// <value>Default <see cref="MsMclrRecipe.Default"/>.</value>
        public MsMclrRecipe Recipe { get; set; } = MsMclrRecipe.Default;

        /// <summary>
        /// Gets or sets the seed of weights, order, augmentation and dropout. On the CPU a seed repeats a run exactly. Null draws one
        /// from the <c>MLContext</c>, whose seed then repeats the run. A resumed run without a seed keeps its checkpoint's.
        /// </summary>
        /// <value>Default null.</value>
        public int? Seed { get; set; }

        /// <summary>Gets or sets the column of embeddings that the trained transformer adds.</summary>
        /// <value>Default <c>Features</c>.</value>
        public string OutputColumnName { get; set; } = "Features";

        /// <summary>Gets or sets the column of prepared clips, <c>Vector&lt;Single, C, T, V, M&gt;</c>.</summary>
        /// <value>Default <c>Skeleton</c>.</value>
        public string InputColumnName { get; set; } = "Skeleton";

        /// <summary>
        /// Gets or sets the skeleton. Null takes the one that the input column is annotated with, as <c>Prepare</c> and the loaders do.
        /// </summary>
        /// <value>Default null.</value>
        public SkeletonLayout? Layout { get; set; }

        /// <summary>
        /// Gets or sets who is told after every step on the CPU (every 20th on a GPU) and at the end of every epoch, on the training
        /// thread.
        /// </summary>
        /// <value>Default null.</value>
        public IProgress<MsMclrProgress>? Progress { get; set; }

        /// <summary>
        /// Gets or sets the token that ends the run within a step with an <see cref="OperationCanceledException"/>. A checkpoint is left
        /// where <see cref="CheckpointDirectory"/> is set.
        /// </summary>
        /// <value>Default none.</value>
        public CancellationToken CancellationToken { get; set; }

        /// <summary>
        /// Gets or sets what watches the encoder by nearest neighbors on a held-out view, and may end the run early. Null reads no
        /// labels.
        /// </summary>
        /// <value>Default null.</value>
        public MsMclrProbe? Probe { get; set; }

        /// <summary>
        /// Gets or sets where <c>history.csv</c> and TensorBoard's event files go. Null writes none. Where they cannot be written any more,
        /// as on a full disk, there is a warning and training goes on.
        /// </summary>
        /// <value>Default null.</value>
        public string? LogDirectory { get; set; }

        /// <summary>
        /// Gets or sets whether the run ends with a <see cref="PretrainingFailedException"/> when all clips have come to share one key:
        /// <see cref="MsMclrProgress.EmbeddingSpread"/> is below 1e-4 at the end of an epoch.
        /// </summary>
        /// <value>Default true.</value>
        public bool StopOnCollapse { get; set; } = true;

        /// <summary>Gets or sets the CUDA device. Null takes the <c>MLContext</c>'s, and the CPU where that is null too.</summary>
        /// <value>Default null.</value>
        public int? GpuDeviceId { get; set; }

        /// <summary>
        /// Gets or sets whether to go on with the CPU where the device can't be used. Null takes the <c>MLContext</c>'s choice.
        /// </summary>
        /// <value>Default null.</value>
        public bool? FallbackToCpu { get; set; }

        /// <summary>Gets or sets how precisely a step computes and keeps the values between layers.</summary>
        /// <value>Default <see cref="TrainingPrecision.Full"/>.</value>
        public TrainingPrecision Precision { get; set; }

        /// <summary>
        /// Gets or sets where checkpoints go, one run a folder. Null writes none. A run that was killed at any moment goes on from the
        /// newest one when <c>Fit</c> is called again, and on a CPU with as many threads ends with the same bits.
        /// </summary>
        /// <value>Default null.</value>
        public string? CheckpointDirectory { get; set; }

        /// <summary>Gets or sets what to do with checkpoints that are there.</summary>
        /// <value>Default <see cref="CheckpointResume.IfPresent"/>.</value>
        public CheckpointResume Resume { get; set; }

        /// <summary>
        /// Gets or sets the time after which a checkpoint is written within an epoch too. <see cref="Timeout.InfiniteTimeSpan"/> writes
        /// them after epochs only, zero after every step.
        /// </summary>
        /// <value>Default 10 minutes.</value>
        public TimeSpan CheckpointInterval { get; set; } = TimeSpan.FromMinutes(10);

        /// <summary>Gets or sets the epochs from checkpoint to checkpoint.</summary>
        /// <value>Default 1.</value>
        public int CheckpointEveryEpochs { get; set; } = 1;

        /// <summary>
        /// Gets or sets whether a checkpoint that cannot be written, as on a full disk, ends the run with an <see cref="IOException"/>.
        /// Otherwise there is a warning, training goes on, and the next is tried after a minute.
        /// </summary>
        /// <value>Default false.</value>
        public bool StopOnCheckpointFailure { get; set; }

        /// <summary>Gets or sets how many checkpoints are kept, the newest.</summary>
        /// <value>Default 3.</value>
        public int KeepCheckpoints { get; set; } = 3;

        /// <summary>
        /// Gets or sets the encoder to begin with instead of random weights: what <c>MsMclr</c> trained or <c>LoadEncoder</c> loaded, on
        /// other clips of the same layout perhaps. It is read, not changed. Sizes and stream have to be the recipe's; the number of
        /// frames may differ. Projection and motion attention come along where the encoder has them in the recipe's size. Query and key
        /// encoder both begin with it.
        /// </summary>
        /// <value>Default null.</value>
        public SkeletonEmbeddingTransformer? Encoder { get; set; }

        /// <summary>
        /// Gets or sets the file of the encoder to begin with, of any kind that <c>LoadEncoder</c> reads without options. Not together
        /// with <see cref="Encoder"/>.
        /// </summary>
        /// <value>Default null.</value>
        public string? EncoderFile { get; set; }

        /// <summary>
        /// Gets or sets the most memory that the clips of one view may take, in bytes. More go to a temporary file in
        /// <see cref="CacheDirectory"/>.
        /// </summary>
        /// <value>Default 8 GiB.</value>
        public long MaxStoreBytes { get; set; } = 8L << 30;

        /// <summary>
        /// Gets or sets where the temporary file of clips goes, which is gone when <c>Fit</c> ends or the process does. Null takes the
        /// <c>MLContext</c>'s <c>TempFilePath</c>.
        /// </summary>
        /// <value>Default null.</value>
        public string? CacheDirectory { get; set; }

        /// <summary>
        /// Gets or sets whether coordinates are kept as 16-bit numbers: half the memory, a relative error of up to 0.0005.
        /// </summary>
        /// <value>Default false.</value>
        public bool HalfPrecisionStore { get; set; }
    }
}
