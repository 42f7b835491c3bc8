using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Transforms.RandomConvolutions;

namespace MsMclr.MLNet;

public sealed partial class RandomConvolutionsEstimator
{
    /// <summary>Specifies how many random convolutions there are, and of what.</summary>
    public sealed class Options
    {
        private const string DefaultInput = "Skeleton";
        private const int Largest = 1_000_000;

        /// <summary>Gets or sets the column to add.</summary>
        /// <value>Default <c>RandomConvolutions</c>.</value>
        public string OutputColumnName { get; set; } = "RandomConvolutions";

        /// <summary>
        /// Gets or sets the column of prepared clips; null for <c>Skeleton</c>. It may be the output column, which is then replaced.
        /// </summary>
        /// <value>Default null.</value>
        public string? InputColumnName { get; set; }

        /// <summary>Gets or sets the number of features, from 84 to 1,000,000. It is rounded down to a multiple of 84.</summary>
        /// <value>Default 9996.</value>
        public int FeatureCount { get; set; } = 9996;

        /// <summary>Gets or sets the most channels (coordinates of joints) that one convolution adds up; at least 1.</summary>
        /// <value>Default 9, the length of a kernel, as in the paper.</value>
        public int MaximumChannels { get; set; } = 9;

        /// <summary>Gets or sets the seed of channels and thresholds; null for one that the MLContext draws.</summary>
        /// <value>Default null.</value>
        public int? Seed { get; set; }

        /// <summary>Gets or sets the clips' shape; null to take it from the column's type.</summary>
        /// <value>Default null.</value>
        public ClipShape? Shape { get; set; }

        /// <summary>Gets or sets a token that ends <c>Fit</c> with an <see cref="OperationCanceledException"/>.</summary>
        /// <value>Default <see cref="CancellationToken.None"/>.</value>
        public CancellationToken CancellationToken { get; set; }

        internal string Input => InputColumnName ?? DefaultInput;

        internal Options Checked()
        {
            const string Owner = "RandomConvolutionsEstimator.Options";
            var kernels = KernelPositions.All.Length;
            var isEnough = FeatureCount >= kernels && FeatureCount <= Largest;
            OptionCheck.RequireText(OutputColumnName, Owner, nameof(OutputColumnName));
            OptionCheck.Require(isEnough, Owner, nameof(FeatureCount), FeatureCount, $"{kernels} to {Largest}");
            OptionCheck.Require(MaximumChannels >= 1, Owner, nameof(MaximumChannels), MaximumChannels, "1 and more");
            return (Options)MemberwiseClone(); // Estimators hold no state that somebody else can change.
        }
    }
}
