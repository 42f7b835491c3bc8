using Microsoft.ML;

namespace MsMclr.MLNet;

public sealed partial class SkeletonFineTuningTrainer
{
    /// <summary>The options of <see cref="SkeletonFineTuningTrainer"/>.</summary>
    public sealed class Options
    {
        /// <summary>The label, a key.</summary>
        /// <value>Default <c>Label</c>.</value>
        public string LabelColumnName { get; set; } = "Label";

        /// <summary>The column of prepared clips, <c>Vector&lt;Single, C, T, V, M&gt;</c>.</summary>
        /// <value>Default <c>Skeleton</c>.</value>
        public string InputColumnName { get; set; } = "Skeleton";

        /// <summary>The pretrained encoder: what <c>MsMclr</c> trained or <c>LoadEncoder</c> loaded. It is read, not changed.</summary>
        /// <value>Default null; required where <see cref="EncoderFile"/> is not set.</value>
        public SkeletonEmbeddingTransformer? Encoder { get; set; }

        /// <summary>The pretrained encoder's file, of any kind that <c>LoadEncoder</c> reads without options.</summary>
        /// <value>Default null; required where <see cref="Encoder"/> is not set.</value>
        public string? EncoderFile { get; set; }

        /// <summary>Which layers change.</summary>
        /// <value>Default <see cref="FineTunedLayers.All"/>.</value>
        public FineTunedLayers Layers { get; set; }

        /// <summary>Whether the encoder learns in eval mode, batch statistics frozen and dropout off, as in the authors' code (method, section 10, row 21).</summary>
        /// <value>Default false.</value>
        public bool EvalMode { get; set; }

        /// <summary>The share of labels to learn from, of every class alike: 0.01 or 0.1 in semi-supervised protocols. Drawn from the seed.</summary>
        /// <value>Default 1; above 0 to 1.</value>
        public double LabelFraction { get; set; } = 1;

        /// <summary>Whether a class of which <see cref="LabelFraction"/> leaves nothing keeps one clip; in the authors' code it may lose all.</summary>
        /// <value>Default true.</value>
        public bool KeepEveryClass { get; set; } = true;

        /// <summary>How much the clips of a class weigh.</summary>
        /// <value>Default <see cref="MLNet.ClassWeighting.None"/>.</value>
        public ClassWeighting ClassWeighting { get; set; }

        /// <summary>How clips are changed before each look at them; null for not at all.</summary>
        /// <value>Default <see cref="KnownAugmentations.PaperOrdinary"/>.</value>
        public SkeletonAugmentation? Augmentation { get; set; } = KnownAugmentations.PaperOrdinary;

        /// <summary>Passes over the clips.</summary>
        /// <value>Default 50.</value>
        public int Epochs { get; set; } = 50;

        /// <summary>Clips a step; the last step of an epoch may have fewer.</summary>
        /// <value>Default 32.</value>
        public int BatchSize { get; set; } = 32;

        /// <summary>The optimizer.</summary>
        /// <value>Default <see cref="TrainingOptimizer.AdamW"/>; the authors use SGD.</value>
        public TrainingOptimizer Optimizer { get; set; } = TrainingOptimizer.AdamW;

        /// <summary>The encoder's learning rate at the start.</summary>
        /// <value>Default 0.001.</value>
        public double EncoderLearningRate { get; set; } = 1e-3;

        /// <summary>The head's learning rate at the start. It begins at random, so it may learn faster than the encoder.</summary>
        /// <value>Default 0.01.</value>
        public double HeadLearningRate { get; set; } = 1e-2;

        /// <summary>Weight decay, of both.</summary>
        /// <value>Default 0.01.</value>
        public double WeightDecay { get; set; } = 1e-2;

        /// <summary>How the learning rates fall.</summary>
        /// <value>Default <see cref="LearningRateSchedule.Cosine"/>.</value>
        public LearningRateSchedule Schedule { get; set; } = LearningRateSchedule.Cosine;

        /// <summary>Epochs before <see cref="LearningRateSchedule.Step"/> divides the learning rates by ten.</summary>
        /// <value>Default 80, as in the authors' linear evaluation.</value>
        public int LearningRateStep { get; set; } = 80;

        /// <summary>Probability that a value of a block's output is dropped in training; none is in <see cref="EvalMode"/>.</summary>
        /// <value>Default 0.1.</value>
        public double Dropout { get; set; } = 0.1;

        /// <summary>Clips to choose the best epoch by, with the same columns and key values. Never the test clips.</summary>
        /// <value>Default null.</value>
        public IDataView? ValidationSet { get; set; }

        /// <summary>The share of training clips, of every class alike, that is set aside to choose the best epoch by, where there is no <see cref="ValidationSet"/>.</summary>
        /// <value>Default 0; to below 1.</value>
        public double ValidationFraction { get; set; }

        /// <summary>Epochs without a better validation accuracy (of equal ones, a lower loss) after which the run ends; 0 for never. The best epoch is kept in any case.</summary>
        /// <value>Default 0.</value>
        public int Patience { get; set; }

        /// <summary>The seed of head, order, augmentation, dropout and which labels are used; default: drawn from the <c>MLContext</c>. On the CPU a seed repeats a run exactly.</summary>
        public int? Seed { get; set; }

        /// <summary>The CUDA device; default: the <c>MLContext</c>'s. Null there too: the CPU.</summary>
        public int? GpuDeviceId { get; set; }

        /// <summary>Whether to go on with the CPU where the device can't be used; default: the <c>MLContext</c>'s choice.</summary>
        public bool? FallbackToCpu { get; set; }

        /// <summary>Ends the run within a step with an <see cref="OperationCanceledException"/>.</summary>
        public CancellationToken CancellationToken { get; set; }

        /// <summary>Told after every step on the CPU (every 20th on a GPU) and at the end of every epoch, on the training thread.</summary>
        public IProgress<SkeletonFineTuningProgress>? Progress { get; set; }

        /// <summary>The most memory that the clips of one view may take, in bytes; more go to a temporary file.</summary>
        /// <value>Default 8 GiB.</value>
        public long MaxStoreBytes { get; set; } = 8L << 30;

        /// <summary>Where the temporary file of clips goes, which is gone when <c>Fit</c> ends or the process does.</summary>
        /// <value>Default: the <c>MLContext</c>'s <c>TempFilePath</c>.</value>
        public string? CacheDirectory { get; set; }

        internal Options Checked()
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(LabelColumnName);
            ArgumentException.ThrowIfNullOrWhiteSpace(InputColumnName);
            if (Encoder is null == string.IsNullOrWhiteSpace(EncoderFile))
                throw new ArgumentException("SkeletonFineTuningTrainer.Options needs a pretrained encoder: set either Encoder or EncoderFile.", nameof(Encoder));
            Require(Enum.IsDefined(Layers), nameof(Layers), Layers, string.Join(", ", Enum.GetNames<FineTunedLayers>()));
            Require(LabelFraction is > 0 and <= 1, nameof(LabelFraction), LabelFraction, "above 0 to 1");
            Require(Enum.IsDefined(ClassWeighting), nameof(ClassWeighting), ClassWeighting, string.Join(", ", Enum.GetNames<ClassWeighting>()));
            Require(Epochs is >= 1 and <= 1_000_000, nameof(Epochs), Epochs, "1 to 1000000");
            Require(BatchSize is >= 1 and <= 65536, nameof(BatchSize), BatchSize, "1 to 65536");
            Require(Enum.IsDefined(Optimizer), nameof(Optimizer), Optimizer, string.Join(", ", Enum.GetNames<TrainingOptimizer>()));
            Require(EncoderLearningRate is >= 0 and <= 1e3, nameof(EncoderLearningRate), EncoderLearningRate, "0 to 1000");
            Require(HeadLearningRate is > 0 and <= 1e3, nameof(HeadLearningRate), HeadLearningRate, "above 0 to 1000");
            Require(WeightDecay is >= 0 and < 1, nameof(WeightDecay), WeightDecay, "0 to below 1");
            Require(Enum.IsDefined(Schedule), nameof(Schedule), Schedule, string.Join(", ", Enum.GetNames<LearningRateSchedule>()));
            Require(LearningRateStep >= 1, nameof(LearningRateStep), LearningRateStep, "1 or more");
            Require(Dropout is >= 0 and < 1, nameof(Dropout), Dropout, "0 to below 1");
            Require(ValidationFraction is >= 0 and < 1, nameof(ValidationFraction), ValidationFraction, "0 to below 1");
            Require(ValidationFraction == 0 || ValidationSet is null, nameof(ValidationFraction), ValidationFraction, "0 with a ValidationSet");
            Require(Patience >= 0, nameof(Patience), Patience, "0 or more");
            Require(Patience == 0 || ValidationSet is not null || ValidationFraction > 0, nameof(Patience), Patience, "0 without a ValidationSet or a ValidationFraction");
            Require(GpuDeviceId is null or >= 0, nameof(GpuDeviceId), GpuDeviceId, "0 or more, or null");
            Require(CacheDirectory is null || !string.IsNullOrWhiteSpace(CacheDirectory), nameof(CacheDirectory), CacheDirectory, "a folder, or null");
            Require(MaxStoreBytes >= 1, nameof(MaxStoreBytes), MaxStoreBytes, "1 or more");
            return (Options)MemberwiseClone(); // Estimators hold no state that somebody else can change.
        }

        private static void Require(bool holds, string option, object? value, string allowed)
        {
            if (!holds)
                throw new ArgumentOutOfRangeException(option, value, $"SkeletonFineTuningTrainer.Options.{option} is {value}; allowed: {allowed}.");
        }
    }
}
