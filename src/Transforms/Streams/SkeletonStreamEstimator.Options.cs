using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet;

public sealed partial class SkeletonStreamEstimator
{
    /// <summary>Specifies what <c>Stream</c> makes, and of what.</summary>
    public sealed class Options
    {
        internal const string DefaultInput = "Skeleton";

        /// <summary>Gets or sets the column to add.</summary>
        /// <value>Default <c>Stream</c>.</value>
        public string OutputColumnName { get; set; } = "Stream";

        /// <summary>
        /// Gets or sets the column of prepared clips; null for <c>Skeleton</c>. It may be the output column, which is then replaced.
        /// </summary>
        /// <value>Default null.</value>
        public string? InputColumnName { get; set; }

        /// <summary>Gets or sets which stream.</summary>
        /// <value>Default <see cref="SkeletonStream.Bone"/>.</value>
        public SkeletonStream Stream { get; set; } = SkeletonStream.Bone;

        /// <summary>Gets or sets the skeleton; null to take it from the column's annotations.</summary>
        /// <value>Default null.</value>
        public SkeletonLayout? Layout { get; set; }

        /// <summary>Gets or sets the clips' shape; null to take it from the column's type.</summary>
        /// <value>Default null.</value>
        public ClipShape? Shape { get; set; }

        /// <summary>The options as they are now, checked: a later change of the user's object is not seen.</summary>
        internal Options Checked()
        {
            const string Owner = nameof(SkeletonStreamEstimator) + "." + nameof(Options);
            OptionCheck.RequireText(OutputColumnName, Owner, nameof(OutputColumnName));
            OptionCheck.RequireNamed(Stream, Owner, nameof(Stream));
            var checkedOptions = (Options)MemberwiseClone();
            checkedOptions.InputColumnName ??= DefaultInput;
            return checkedOptions;
        }
    }
}
