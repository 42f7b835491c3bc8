using Microsoft.ML;

namespace MsMclr.MLNet;

public sealed partial class SkeletonFineTuningTrainer
{
    /// <summary>
    /// The options of <see cref="SkeletonFineTuningTrainer"/>, from what nearly everybody sets to what hardly anybody does.
    /// </summary>
    public sealed partial class Options
    {
        /// <summary>
        /// Gets or sets the pretrained encoder: what <c>MsMclr</c> trained or <c>LoadEncoder</c> loaded. It is read, not changed.
        /// Either this or <see cref="EncoderFile"/> is required.
        /// </summary>
        /// <value>Default null.</value>
        public SkeletonEmbeddingTransformer? Encoder { get; set; }

        /// <summary>
        /// Gets or sets the pretrained encoder's file, of any kind that <c>LoadEncoder</c> reads without options. Either this or
        /// <see cref="Encoder"/> is required.
        /// </summary>
        /// <value>Default null.</value>
        public string? EncoderFile { get; set; }

        /// <summary>Gets or sets the label, a key.</summary>
        /// <value>Default <c>Label</c>.</value>
        public string LabelColumnName { get; set; } = "Label";

        /// <summary>Gets or sets the column of prepared clips, <c>Vector&lt;Single, C, T, V, M&gt;</c>.</summary>
        /// <value>Default <c>Skeleton</c>.</value>
        public string InputColumnName { get; set; } = "Skeleton";

        /// <summary>Gets or sets the passes over the clips.</summary>
        /// <value>Default 50.</value>
        public int Epochs { get; set; } = 50;

        /// <summary>Gets or sets which layers change.</summary>
        /// <value>Default <see cref="FineTunedLayers.All"/>.</value>
        public FineTunedLayers Layers { get; set; }

        /// <summary>
        /// Gets or sets the clips to choose the best epoch by, with the same columns and key values. Never the test clips. Null takes
        /// <see cref="ValidationFraction"/>.
        /// </summary>
        /// <value>Default null.</value>
        public IDataView? ValidationSet { get; set; }

        /// <summary>
        /// Gets or sets the share of training clips, of every class alike, that is set aside to choose the best epoch by, where there is
        /// no <see cref="ValidationSet"/>. It is below 1.
        /// </summary>
        /// <value>Default 0.</value>
        public double ValidationFraction { get; set; }

        /// <summary>
        /// Gets or sets the epochs without a better validation accuracy (of equal ones, a lower loss) after which the run ends; 0 for
        /// never. The best epoch is kept in any case.
        /// </summary>
        /// <value>Default 0.</value>
        public int Patience { get; set; }

        /// <summary>
        /// Gets or sets the seed of head, order, augmentation, dropout and which labels are used. On the CPU a seed repeats a run
        /// exactly. Null draws one from the <c>MLContext</c>.
        /// </summary>
        /// <value>Default null.</value>
        public int? Seed { get; set; }

        /// <summary>
        /// Gets or sets who is told after every step on the CPU (every 20th on a GPU) and at the end of every epoch, on the training
        /// thread.
        /// </summary>
        /// <value>Default null.</value>
        public IProgress<SkeletonFineTuningProgress>? Progress { get; set; }

        /// <summary>Gets or sets the token that ends the run within a step with an <see cref="OperationCanceledException"/>.</summary>
        /// <value>Default none.</value>
        public CancellationToken CancellationToken { get; set; }

        /// <summary>Gets or sets the CUDA device. Null takes the <c>MLContext</c>'s, and the CPU where that is null too.</summary>
        /// <value>Default null.</value>
        public int? GpuDeviceId { get; set; }

        /// <summary>
        /// Gets or sets whether to go on with the CPU where the device can't be used. Null takes the <c>MLContext</c>'s choice.
        /// </summary>
        /// <value>Default null.</value>
        public bool? FallbackToCpu { get; set; }

        /// <summary>
        /// Gets or sets the share of labels to learn from, of every class alike: 0.01 or 0.1 in semi-supervised protocols. Drawn from
        /// the seed. It is above 0.
        /// </summary>
        /// <value>Default 1.</value>
        public double LabelFraction { get; set; } = 1;

        /// <summary>
        /// Gets or sets whether a class of which <see cref="LabelFraction"/> leaves nothing keeps one clip; in the authors' code it may
        /// lose all.
        /// </summary>
        /// <value>Default true.</value>
        public bool KeepEveryClass { get; set; } = true;

        /// <summary>Gets or sets how much the clips of a class weigh.</summary>
        /// <value>Default <see cref="MLNet.ClassWeighting.None"/>.</value>
        public ClassWeighting ClassWeighting { get; set; }

        /// <summary>
        /// Gets or sets how clips are changed before each look at them; null for not at all. Pretraining's default is
        /// <see cref="KnownAugmentations.Ordinary"/>; here it is the paper's, because the figures in <c>docs/fine-tuning.md</c>
        /// were measured with it.
        /// </summary>
        /// <value>Default <see cref="KnownAugmentations.PaperOrdinary"/>.</value>
        public SkeletonAugmentation? Augmentation { get; set; } = KnownAugmentations.PaperOrdinary;

        /// <summary>Gets or sets the clips of a step; the last step of an epoch may have fewer.</summary>
        /// <value>Default 32.</value>
        public int BatchSize { get; set; } = 32;

        /// <summary>Gets or sets the optimizer. The authors use <see cref="TrainingOptimizer.Sgd"/>.</summary>
        /// <value>Default <see cref="TrainingOptimizer.AdamW"/>.</value>
        public TrainingOptimizer Optimizer { get; set; } = TrainingOptimizer.AdamW;

        /// <summary>Gets or sets the encoder's learning rate at the start.</summary>
        /// <value>Default 0.001.</value>
        public double EncoderLearningRate { get; set; } = 1e-3;

        /// <summary>
        /// Gets or sets the head's learning rate at the start. It begins at random, so it may learn faster than the encoder.
        /// </summary>
        /// <value>Default 0.01.</value>
        public double HeadLearningRate { get; set; } = 1e-2;

        /// <summary>Gets or sets the weight decay, of both.</summary>
        /// <value>Default 0.01.</value>
        public double WeightDecay { get; set; } = 1e-2;

        /// <summary>Gets or sets how the learning rates fall.</summary>
        /// <value>Default <see cref="LearningRateSchedule.Cosine"/>.</value>
        public LearningRateSchedule Schedule { get; set; } = LearningRateSchedule.Cosine;

        /// <summary>
        /// Gets or sets the epochs before <see cref="LearningRateSchedule.Step"/> divides the learning rates by ten, as in the authors'
        /// linear evaluation.
        /// </summary>
        /// <value>Default 80.</value>
        public int LearningRateStep { get; set; } = 80;

        /// <summary>
        /// Gets or sets the probability that a value of a block's output is dropped in training; none is in <see cref="EvalMode"/>.
        /// </summary>
        /// <value>Default 0.1.</value>
        public double Dropout { get; set; } = 0.1;

        /// <summary>
        /// Gets or sets whether the encoder learns in eval mode, batch statistics frozen and dropout off, as in the authors' code
        /// (method, section 10, row 21).
        /// </summary>
        /// <value>Default false.</value>
        public bool EvalMode { get; set; }

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
    }
}
