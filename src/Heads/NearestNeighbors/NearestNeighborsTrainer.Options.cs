using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet;

public sealed partial class NearestNeighborsTrainer
{
    /// <summary>The options of <see cref="NearestNeighborsTrainer"/>.</summary>
    public sealed class Options
    {
        /// <summary>Gets or sets the name of the label, a key.</summary>
        /// <value>Default <c>Label</c>.</value>
        public string LabelColumnName { get; set; } = "Label";

        /// <summary>Gets or sets the name of the embedding, <c>Vector&lt;Single, D&gt;</c>.</summary>
        /// <value>Default <c>Features</c>.</value>
        public string FeatureColumnName { get; set; } = "Features";

        /// <summary>Gets or sets how many neighbors vote, 1 to 1000000. Where there are fewer rows, all of them vote.</summary>
        /// <value>Default 20.</value>
        public int K { get; set; } = 20;

        /// <summary>Gets or sets how much more the nearest weigh, 0.001 to 1000: a vote is exp(cosine / Temperature).</summary>
        /// <value>Default 0.07.</value>
        public float Temperature { get; set; } = 0.07f;

        /// <summary>Gets or sets what ends fitting or evaluation with an <see cref="OperationCanceledException"/>.</summary>
        /// <value>Default <see cref="CancellationToken.None"/>.</value>
        public CancellationToken CancellationToken { get; set; }

        internal Options Checked()
        {
            const string Owner = $"{nameof(NearestNeighborsTrainer)}.{nameof(Options)}";
            OptionCheck.RequireText(LabelColumnName, Owner, nameof(LabelColumnName));
            OptionCheck.RequireText(FeatureColumnName, Owner, nameof(FeatureColumnName));
            OptionCheck.Require(K is >= 1 and <= 1_000_000, Owner, nameof(K), K, "1 to 1000000");
            OptionCheck.Require(Temperature is >= 1e-3f and <= 1e3f, Owner, nameof(Temperature), Temperature, "0.001 to 1000");
            return (Options)MemberwiseClone(); // Estimators hold no state that somebody else can change.
        }
    }
}
