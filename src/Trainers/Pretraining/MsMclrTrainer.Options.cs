using MsMclr.MLNet.Trainers.Training;
using MsMclr.MLNet.Transforms.Encoders.Files;

namespace MsMclr.MLNet;

public sealed partial class MsMclrTrainer
{
    /// <summary>The options of <see cref="MsMclrTrainer"/>.</summary>
    public sealed class Options
    {
        /// <summary>The column of embeddings that the trained transformer adds; default <c>Features</c>.</summary>
        public string OutputColumnName { get; set; } = "Features";

        /// <summary>The column of prepared clips, <c>Vector&lt;Single, C, T, V, M&gt;</c>; default <c>Skeleton</c>.</summary>
        public string InputColumnName { get; set; } = "Skeleton";

        /// <summary>Passes over the clips; default 100 (the paper: 300). 0 gives an untrained encoder, the baseline that pretraining has to beat.</summary>
        public int Epochs { get; set; } = 100;

        /// <summary>What the network sees; default <see cref="SkeletonStream.Joint"/>. Part of the encoder: scoring applies it too.</summary>
        public SkeletonStream Stream { get; set; }

        /// <summary>The method's numbers; default <see cref="MsMclrRecipe.Default"/>.</summary>
        public MsMclrRecipe Recipe { get; set; } = MsMclrRecipe.Default;

        /// <summary>The skeleton; default: the one that the input column is annotated with, as <c>Prepare</c> and the loaders do.</summary>
        public SkeletonLayout? Layout { get; set; }

        /// <summary>How precisely a step computes and keeps the values between layers.</summary>
        /// <value>Default <see cref="TrainingPrecision.Full"/>.</value>
        public TrainingPrecision Precision { get; set; }

        /// <summary>The encoder to begin with instead of random weights: what <c>MsMclr</c> trained or <c>LoadEncoder</c> loaded, on other clips of the same layout perhaps. It is read,
        /// not changed. Sizes and stream have to be the recipe's; the number of frames may differ. Projection and motion attention come along where the encoder has them in
        /// the recipe's size. Both encoders begin with it.</summary>
        /// <value>Default null.</value>
        public SkeletonEmbeddingTransformer? InitialEncoder { get; set; }

        /// <summary>The same as a file, of any kind that <c>LoadEncoder</c> reads without options.</summary>
        /// <value>Default null; not with <see cref="InitialEncoder"/>.</value>
        public string? InitialEncoderFile { get; set; }

        /// <summary>The seed of weights, order, augmentation and dropout; default: drawn from the <c>MLContext</c>, whose seed then repeats the run; a resumed run keeps its checkpoint's.
        /// On the CPU a seed repeats a run exactly.</summary>
        public int? Seed { get; set; }

        /// <summary>The CUDA device; default: the <c>MLContext</c>'s. Null there too: the CPU.</summary>
        public int? GpuDeviceId { get; set; }

        /// <summary>Whether to go on with the CPU where the device can't be used; default: the <c>MLContext</c>'s choice.</summary>
        public bool? FallbackToCpu { get; set; }

        /// <summary>Ends the run within a step with an <see cref="OperationCanceledException"/>, and leaves a checkpoint where <see cref="CheckpointDirectory"/> is set.</summary>
        public CancellationToken CancellationToken { get; set; }

        /// <summary>Told after every step on the CPU (every 20th on a GPU) and at the end of every epoch, on the training thread.</summary>
        public IProgress<MsMclrProgress>? Progress { get; set; }

        /// <summary>
        /// Where checkpoints go, one run a folder; default null: none are written. A run that was killed at any moment goes on from the newest one when
        /// <c>Fit</c> is called again, and on a CPU with as many threads ends with the same bits.
        /// </summary>
        public string? CheckpointDirectory { get; set; }

        /// <summary>Epochs from checkpoint to checkpoint; default 1.</summary>
        public int CheckpointEveryEpochs { get; set; } = 1;

        /// <summary>Time after which a checkpoint is written within an epoch too; default 10 minutes. <see cref="Timeout.InfiniteTimeSpan"/>: only after epochs; zero: after every step.</summary>
        public TimeSpan CheckpointInterval { get; set; } = TimeSpan.FromMinutes(10);

        /// <summary>How many checkpoints are kept, the newest; default 3.</summary>
        public int KeepCheckpoints { get; set; } = 3;

        /// <summary>What to do with checkpoints that are there; default <see cref="CheckpointResume.IfPresent"/>.</summary>
        public CheckpointResume Resume { get; set; }

        /// <summary>Where <c>history.csv</c> and TensorBoard's event files go; default null: nowhere.</summary>
        public string? LogDirectory { get; set; }

        /// <summary>Watches the encoder by nearest neighbors on a held-out view, and may end the run early; default null: no labels are read.</summary>
        public MsMclrProbe? Probe { get; set; }

        /// <summary>Whether the run ends with a <see cref="PretrainingFailedException"/> when all clips have come to share one key
        /// (<see cref="MsMclrProgress.EmbeddingSpread"/> below 1e-4 at the end of an epoch); default true.</summary>
        public bool StopOnCollapse { get; set; } = true;

        /// <summary>The most memory that the clips of one view may take, in bytes; default 8 GiB. More go to a temporary file in <see cref="CacheDirectory"/>.</summary>
        public long MaxStoreBytes { get; set; } = 8L << 30;

        /// <summary>Where the temporary file of clips goes, which is gone when <c>Fit</c> ends or the process does; default: the <c>MLContext</c>'s <c>TempFilePath</c>.</summary>
        public string? CacheDirectory { get; set; }

        /// <summary>Whether coordinates are kept as 16-bit numbers: half the memory, a relative error of up to 0.0005; default false.</summary>
        public bool HalfPrecisionStore { get; set; }

        internal InitialWeights? Initial { get; private set; }

        /// <summary>Whether this is the second or third of three streams, to which an interrupted run may not have come: without a checkpoint it begins, whatever <see cref="Resume"/> says.</summary>
        internal bool FollowsAnotherStream { get; private set; }

        /// <summary>The options of one of three streams.</summary>
        internal Options ForStream(SkeletonStream stream)
        {
            var options = (Options)MemberwiseClone();
            (options.Stream, options.OutputColumnName) = (stream, $"{OutputColumnName}.{stream}");
            options.FollowsAnotherStream = stream != SkeletonStream.Joint;
            options.CheckpointDirectory = Inside(CheckpointDirectory, stream);
            options.LogDirectory = Inside(LogDirectory, stream);
            return options;
        }

        internal Options Checked()
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(OutputColumnName);
            ArgumentException.ThrowIfNullOrWhiteSpace(InputColumnName);
            ArgumentNullException.ThrowIfNull(Recipe);
            Require(Epochs is >= 0 and <= 1_000_000, nameof(Epochs), Epochs, "0 to 1000000");
            Require(Enum.IsDefined(Stream), nameof(Stream), Stream, string.Join(", ", Enum.GetNames<SkeletonStream>()));
            Require(Enum.IsDefined(Precision), nameof(Precision), Precision, string.Join(", ", Enum.GetNames<TrainingPrecision>()));
            Require(GpuDeviceId is null or >= 0, nameof(GpuDeviceId), GpuDeviceId, "0 or more, or null");
            Require(CheckpointDirectory is null || !string.IsNullOrWhiteSpace(CheckpointDirectory), nameof(CheckpointDirectory), CheckpointDirectory, "a folder, or null");
            Require(CheckpointEveryEpochs is >= 1 and <= 1_000_000, nameof(CheckpointEveryEpochs), CheckpointEveryEpochs, "1 to 1000000");
            Require(CheckpointInterval >= TimeSpan.Zero || CheckpointInterval == Timeout.InfiniteTimeSpan, nameof(CheckpointInterval), CheckpointInterval, "zero or more, or Timeout.InfiniteTimeSpan");
            Require(KeepCheckpoints is >= 1 and <= 1_000_000, nameof(KeepCheckpoints), KeepCheckpoints, "1 to 1000000");
            Require(Enum.IsDefined(Resume), nameof(Resume), Resume, string.Join(", ", Enum.GetNames<CheckpointResume>()));
            Require(CheckpointDirectory is not null || Resume is CheckpointResume.IfPresent or CheckpointResume.Never, nameof(Resume), Resume, $"{nameof(CheckpointResume.IfPresent)} or {nameof(CheckpointResume.Never)} without a CheckpointDirectory");
            Require(LogDirectory is null || !string.IsNullOrWhiteSpace(LogDirectory), nameof(LogDirectory), LogDirectory, "a folder, or null");
            Require(MaxStoreBytes >= 1, nameof(MaxStoreBytes), MaxStoreBytes, "1 or more");
            Require(CacheDirectory is null || !string.IsNullOrWhiteSpace(CacheDirectory), nameof(CacheDirectory), CacheDirectory, "a folder, or null");
            Require(InitialEncoderFile is null || !string.IsNullOrWhiteSpace(InitialEncoderFile), nameof(InitialEncoderFile), InitialEncoderFile, "a file, or null");
            Require(InitialEncoderFile is null || InitialEncoder is null, nameof(InitialEncoderFile), InitialEncoderFile, "null with an InitialEncoder");
            Recipe.Check();
            var options = (Options)MemberwiseClone(); // Estimators hold no state that somebody else can change.
            options.Probe = Probe?.Checked();
            options.Initial = InitialEncoder is not null ? new(InitialEncoder.Encoder) : InitialEncoderFile is not null ? new(EncoderFile.Read(InitialEncoderFile)) : null;
            return options;
        }

        private static string? Inside(string? folder, SkeletonStream stream) => string.IsNullOrWhiteSpace(folder) ? folder : Path.Combine(folder, stream.ToString().ToLowerInvariant());

        private static void Require(bool holds, string option, object? value, string allowed)
        {
            if (!holds)
                throw new ArgumentOutOfRangeException(option, value, $"MsMclrTrainer.Options.{option} is {value}; allowed: {allowed}.");
        }
    }
}
