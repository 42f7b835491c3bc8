using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet;

public sealed partial class SkeletonEmbeddingEstimator
{
    /// <summary>Specifies which encoder scores, and on what.</summary>
    public sealed class Options
    {
        internal const string DefaultInput = "Skeleton";

        /// <summary>Gets or sets the column to add.</summary>
        /// <value>Default <c>Features</c>.</value>
        public string OutputColumnName { get; set; } = "Features";

        /// <summary>
        /// Gets or sets the column of prepared clips; null for <c>Skeleton</c>. It may be the output column, which is then replaced.
        /// </summary>
        /// <value>Default null.</value>
        public string? InputColumnName { get; set; }

        /// <summary>
        /// Gets or sets the encoder's file: what <see cref="SkeletonEmbeddingTransformer.SaveEncoder"/> wrote, a saved model
        /// (<c>.zip</c>) that holds one, or weights as <c>LoadEncoder</c> reads them without options.
        /// </summary>
        /// <value>Required.</value>
        public required string ModelFile { get; set; }

        /// <summary>Gets or sets the GPU to score on; null for that of the <c>MLContext</c>, or the CPU if it names none.</summary>
        /// <value>Default null.</value>
        public int? GpuDeviceId { get; set; }

        /// <summary>
        /// Gets or sets whether the CPU takes over where the GPU cannot be used; null for what the <c>MLContext</c> says.
        /// </summary>
        /// <value>Default null.</value>
        public bool? FallbackToCpu { get; set; }

        /// <summary>Gets or sets how many clips a cursor scores at once.</summary>
        /// <value>Default 64; from 1 to 4,096.</value>
        public int BatchSize { get; set; } = SkeletonEmbeddingTransformer.DefaultBatchSize;

        /// <summary>The options as they are now, checked: a later change of the user's object is not seen.</summary>
        internal Options Checked()
        {
            const string Owner = nameof(SkeletonEmbeddingEstimator) + "." + nameof(Options);
            OptionCheck.RequireText(OutputColumnName, Owner, nameof(OutputColumnName));
            OptionCheck.RequireText(ModelFile, Owner, nameof(ModelFile));
            OptionCheck.Require(GpuDeviceId is null or >= 0, Owner, nameof(GpuDeviceId), GpuDeviceId, "0 or more, or null");
            OptionCheck.Require(BatchSize is >= 1 and <= 4096, Owner, nameof(BatchSize), BatchSize, "1 to 4096");
            var checkedOptions = (Options)MemberwiseClone();
            checkedOptions.InputColumnName ??= DefaultInput;
            return checkedOptions;
        }
    }
}
