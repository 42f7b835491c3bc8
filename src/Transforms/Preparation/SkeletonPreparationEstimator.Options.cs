namespace MsMclr.MLNet;

public sealed partial class SkeletonPreparationEstimator
{
    /// <summary>What <c>Prepare</c> does. The defaults are the paper's.</summary>
    public sealed class Options
    {
        /// <summary>The column to add.</summary>
        /// <value>Default <c>Skeleton</c>.</value>
        public string OutputColumnName { get; init; } = "Skeleton";

        /// <summary>The column of recordings; null for the output column's name, which then replaces it.</summary>
        /// <value>Default <c>Clip</c>.</value>
        public string? InputColumnName { get; init; } = "Clip";

        /// <summary>T, the frames of a prepared clip.</summary>
        /// <value>Default 50; from 1 to 10,000.</value>
        public int Frames { get; init; } = 50;

        /// <summary>Which of a recording's frames are used.</summary>
        /// <value>Default <see cref="ClipLengthRule.CountNonEmpty"/>, as in the paper's data.</value>
        public ClipLengthRule Length { get; init; } = ClipLengthRule.CountNonEmpty;

        /// <summary>Where the origin is put.</summary>
        /// <value>Default <see cref="ClipCentering.EachFrame"/>, as in the paper.</value>
        public ClipCentering Centering { get; init; } = ClipCentering.EachFrame;

        /// <summary>How clips are turned about the vertical axis.</summary>
        /// <value>Default <see cref="ClipTurning.OneDirection"/>, as in the paper's data.</value>
        public ClipTurning Turning { get; init; } = ClipTurning.OneDirection;

        /// <summary>The skeleton; null to take it from the column's annotations.</summary>
        /// <value>Default null.</value>
        public SkeletonLayout? Layout { get; init; }

        /// <summary>M, bodies a frame; null to take it from the column's type.</summary>
        /// <value>Default null.</value>
        public int? Bodies { get; init; }

        /// <summary>C, coordinates a joint; null to take it from the column's type.</summary>
        /// <value>Default null.</value>
        public int? Channels { get; init; }

        internal string Input => InputColumnName ?? OutputColumnName;

        internal Options Checked()
        {
            ArgumentException.ThrowIfNullOrEmpty(OutputColumnName);
            if (Frames is < 1 or > 10_000)
                throw new ArgumentOutOfRangeException(nameof(Frames), Frames, "From 1 to 10,000 frames are expected.");
            if (Bodies is < 1 or > 1_000)
                throw new ArgumentOutOfRangeException(nameof(Bodies), Bodies, "From 1 to 1,000 bodies are expected.");
            if (Channels is < 1 or > 100)
                throw new ArgumentOutOfRangeException(nameof(Channels), Channels, "From 1 to 100 coordinates are expected.");
            if (!Enum.IsDefined(Length))
                throw new ArgumentOutOfRangeException(nameof(Length), Length, "No such rule.");
            if (!Enum.IsDefined(Centering))
                throw new ArgumentOutOfRangeException(nameof(Centering), Centering, "No such rule.");
            if (!Enum.IsDefined(Turning))
                throw new ArgumentOutOfRangeException(nameof(Turning), Turning, "No such rule.");
            return this;
        }
    }
}
