namespace MsMclr.MLNet;

public sealed partial class NearestNeighborsTrainer
{
    /// <summary>The options of <see cref="NearestNeighborsTrainer"/>.</summary>
    public sealed class Options
    {
        /// <summary>The label, a key.</summary>
        /// <value>Default <c>Label</c>.</value>
        public string LabelColumnName { get; set; } = "Label";

        /// <summary>The embedding, <c>Vector&lt;Single, D&gt;</c>.</summary>
        /// <value>Default <c>Features</c>.</value>
        public string FeatureColumnName { get; set; } = "Features";

        /// <summary>How many neighbors vote; all rows, where there are fewer.</summary>
        /// <value>Default 20.</value>
        public int K { get; set; } = 20;

        /// <summary>How much more the nearest weigh: a vote is exp(cosine / Temperature).</summary>
        /// <value>Default 0.07.</value>
        public float Temperature { get; set; } = 0.07f;

        /// <summary>Ends fitting or evaluation with an <see cref="OperationCanceledException"/>.</summary>
        public CancellationToken CancellationToken { get; set; }

        internal Options Checked()
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(LabelColumnName);
            ArgumentException.ThrowIfNullOrWhiteSpace(FeatureColumnName);
            if (K is < 1 or > 1_000_000)
                throw new ArgumentOutOfRangeException(nameof(K), K, $"NearestNeighborsTrainer.Options.K is {K}; allowed: 1 to 1000000.");
            if (!(Temperature is >= 1e-3f and <= 1e3f))
                throw new ArgumentOutOfRangeException(nameof(Temperature), Temperature, $"NearestNeighborsTrainer.Options.Temperature is {Temperature}; allowed: 0.001 to 1000.");
            return (Options)MemberwiseClone(); // Estimators hold no state that somebody else can change.
        }
    }
}
