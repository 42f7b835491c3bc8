using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet;

public sealed partial class SkeletonAugmentationEstimator
{
    /// <summary>Specifies how <c>Augment</c> changes clips.</summary>
    public sealed class Options
    {
        /// <summary>Gets or sets the column to add or, when <see cref="InputColumnName"/> is null, to replace.</summary>
        /// <value>Default <c>Skeleton</c>.</value>
        public string OutputColumnName { get; set; } = "Skeleton";

        /// <summary>Gets or sets the column of prepared clips; null for <see cref="OutputColumnName"/>.</summary>
        /// <value>Default null.</value>
        public string? InputColumnName { get; set; }

        /// <summary>Gets or sets what is done to each clip.</summary>
        /// <value>Default <see cref="KnownAugmentations.Ordinary"/>.</value>
        public SkeletonAugmentation Augmentation { get; set; } = KnownAugmentations.Ordinary;

        /// <summary>Gets or sets the seed; null to draw one from the <c>MLContext</c>.</summary>
        /// <value>Default null.</value>
        public int? Seed { get; set; }

        /// <summary>
        /// Gets or sets whether each pass over the transformed view draws anew. Otherwise all passes see the same clips, as ML.NET
        /// expects of a view.
        /// </summary>
        /// <value>Default false.</value>
        public bool NewEachPass { get; set; }

        /// <summary>Gets or sets the skeleton; null to take it from the column's annotations.</summary>
        /// <value>Default null.</value>
        public SkeletonLayout? Layout { get; set; }

        /// <summary>Gets or sets the clips' shape; null to take it from the column's type.</summary>
        /// <value>Default null.</value>
        public ClipShape? Shape { get; set; }

        /// <summary>The options as they are now, checked: a later change of the user's object is not seen.</summary>
        internal Options Checked()
        {
            const string Owner = nameof(SkeletonAugmentationEstimator) + "." + nameof(Options);
            OptionCheck.RequireText(OutputColumnName, Owner, nameof(OutputColumnName));
            OptionCheck.RequireSet(Augmentation, Owner, nameof(Augmentation));
            var checkedOptions = (Options)MemberwiseClone();
            checkedOptions.InputColumnName ??= OutputColumnName;
            return checkedOptions;
        }
    }
}
