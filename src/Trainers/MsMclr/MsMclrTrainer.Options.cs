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

        /// <summary>The seed of weights, order, augmentation and dropout; default: drawn from the <c>MLContext</c>, whose seed then repeats the run.
        /// On the CPU a seed repeats a run exactly.</summary>
        public int? Seed { get; set; }

        /// <summary>The CUDA device; default: the <c>MLContext</c>'s. Null there too: the CPU.</summary>
        public int? GpuDeviceId { get; set; }

        /// <summary>Whether to go on with the CPU where the device can't be used; default: the <c>MLContext</c>'s choice.</summary>
        public bool? FallbackToCpu { get; set; }

        /// <summary>Ends the run within a step with an <see cref="OperationCanceledException"/>.</summary>
        public CancellationToken CancellationToken { get; set; }

        /// <summary>Told after every step on the CPU (every 20th on a GPU) and at the end of every epoch, on the training thread.</summary>
        public IProgress<MsMclrProgress>? Progress { get; set; }

        /// <summary>The most memory that the clips may take, in bytes; default 8 GiB.</summary>
        public long MaxStoreBytes { get; set; } = 8L << 30;

        internal Options Checked()
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(OutputColumnName);
            ArgumentException.ThrowIfNullOrWhiteSpace(InputColumnName);
            ArgumentNullException.ThrowIfNull(Recipe);
            if (Epochs is < 0 or > 1_000_000)
                throw new ArgumentOutOfRangeException(nameof(Epochs), Epochs, $"MsMclrTrainer.Options.Epochs is {Epochs}; allowed: 0 to 1000000.");
            if (!Enum.IsDefined(Stream))
                throw new ArgumentOutOfRangeException(nameof(Stream), Stream, $"MsMclrTrainer.Options.Stream is {Stream}; allowed: {string.Join(", ", Enum.GetNames<SkeletonStream>())}.");
            if (MaxStoreBytes < 1)
                throw new ArgumentOutOfRangeException(nameof(MaxStoreBytes), MaxStoreBytes, $"MsMclrTrainer.Options.MaxStoreBytes is {MaxStoreBytes}; allowed: 1 or more.");
            Recipe.Check();
            return (Options)MemberwiseClone(); // Estimators hold no state that somebody else can change.
        }
    }
}
