using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet;

public sealed partial class SkeletonPreparationEstimator
{
    /// <summary>
    /// Specifies what <c>Prepare</c> does. The defaults go with the default recipe; <see cref="Paper"/> is what the paper does.
    /// </summary>
    public sealed class Options
    {
        internal const string DefaultInput = "Clip";
        internal const int DefaultFrames = 50;

        /// <summary>
        /// Gets options that prepare as the paper's code does: the length is counted, every frame is centered about its own center, and
        /// frames are turned in one direction.
        /// </summary>
        /// <value>A new instance each time, so that it can be changed.</value>
        public static Options Paper => new()
        {
            Length = ClipLengthRule.CountNonEmpty,
            Centering = ClipCentering.EachFrame,
            Turning = ClipTurning.OneDirection,
        };

        /// <summary>Gets or sets the column to add.</summary>
        /// <value>Default <c>Skeleton</c>.</value>
        public string OutputColumnName { get; set; } = "Skeleton";

        /// <summary>
        /// Gets or sets the column of recordings; null for <c>Clip</c>, the column that the loaders give. It may be the output column,
        /// which is then replaced.
        /// </summary>
        /// <value>Default null.</value>
        public string? InputColumnName { get; set; }

        /// <summary>Gets or sets T, the frames of a prepared clip.</summary>
        /// <value>Default 50; from 1 to 10,000.</value>
        public int Frames { get; set; } = DefaultFrames;

        /// <summary>Gets or sets which of a recording's frames are used.</summary>
        /// <value>
        /// Default <see cref="ClipLengthRule.LastNonEmpty"/>; <see cref="ClipLengthRule.CountNonEmpty"/> in <see cref="Paper"/>.
        /// </value>
        public ClipLengthRule Length { get; set; } = ClipLengthRule.LastNonEmpty;

        /// <summary>Gets or sets where the origin is put.</summary>
        /// <value>Default <see cref="ClipCentering.FirstFrame"/>; <see cref="ClipCentering.EachFrame"/> in <see cref="Paper"/>.</value>
        public ClipCentering Centering { get; set; } = ClipCentering.FirstFrame;

        /// <summary>Gets or sets how clips are turned about the vertical axis.</summary>
        /// <value>Default <see cref="ClipTurning.FirstFrame"/>; <see cref="ClipTurning.OneDirection"/> in <see cref="Paper"/>.</value>
        public ClipTurning Turning { get; set; } = ClipTurning.FirstFrame;

        /// <summary>Gets or sets what coordinates are divided by at the end, so that people of different sizes look alike.</summary>
        /// <value>Default <see cref="ClipScale.None"/>.</value>
        public ClipScale Scale { get; set; } = ClipScale.None;

        /// <summary>Gets or sets the skeleton; null to take it from the column's annotations.</summary>
        /// <value>Default null.</value>
        public SkeletonLayout? Layout { get; set; }

        /// <summary>Gets or sets M, bodies a frame; null to take it from the column's type.</summary>
        /// <value>Default null; from 1 to 1,000.</value>
        public int? Bodies { get; set; }

        /// <summary>Gets or sets C, coordinates a joint; null to take it from the column's type.</summary>
        /// <value>Default null; from 1 to 100.</value>
        public int? Channels { get; set; }

        /// <summary>The options as they are now, checked: a later change of the user's object is not seen.</summary>
        internal Options Checked()
        {
            const string Owner = nameof(SkeletonPreparationEstimator) + "." + nameof(Options);
            OptionCheck.RequireText(OutputColumnName, Owner, nameof(OutputColumnName));
            OptionCheck.Require(Frames is >= 1 and <= 10_000, Owner, nameof(Frames), Frames, "1 to 10000");
            OptionCheck.Require(Bodies is null or (>= 1 and <= 1_000), Owner, nameof(Bodies), Bodies, "1 to 1000, or null");
            OptionCheck.Require(Channels is null or (>= 1 and <= 100), Owner, nameof(Channels), Channels, "1 to 100, or null");
            OptionCheck.RequireNamed(Length, Owner, nameof(Length));
            OptionCheck.RequireNamed(Centering, Owner, nameof(Centering));
            OptionCheck.RequireNamed(Turning, Owner, nameof(Turning));
            OptionCheck.RequireNamed(Scale, Owner, nameof(Scale));
            var checkedOptions = (Options)MemberwiseClone();
            checkedOptions.InputColumnName ??= DefaultInput;
            return checkedOptions;
        }
    }
}
