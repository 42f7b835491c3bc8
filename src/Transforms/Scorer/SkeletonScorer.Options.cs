using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet;

public sealed partial class SkeletonScorer
{
    /// <summary>Specifies what a scorer fills in instead of refusing it, and how many clips it scores at a time.</summary>
    public sealed class Options
    {
        /// <summary>Gets or sets how many clips are scored at the same time. Further callers wait.</summary>
        /// <value>Default null: as many as there are cores; from 1 to 1,024.</value>
        public int? Parallel { get; set; }

        /// <summary>
        /// Gets or sets whether NaN is taken for a joint that was not found, and left to the model's preparation to fill in. Otherwise a
        /// clip with NaN is refused.
        /// </summary>
        /// <value>Default false.</value>
        public bool FillMissingJoints { get; set; }

        /// <summary>Gets or sets whether values after the last whole frame are left out. Otherwise such a clip is refused.</summary>
        /// <value>Default false.</value>
        public bool DropPartialFrame { get; set; }

        /// <summary>
        /// Gets or sets whether bodies that a clip has not, and the model expects, are absent. Otherwise such a clip is refused. It has an
        /// effect where the clip tells its sizes.
        /// </summary>
        /// <value>Default true.</value>
        public bool AddAbsentBodies { get; set; } = true;

        /// <summary>
        /// Gets or sets the answer for a clip in which nobody is, as a window of a live recording may be. Null refuses such a clip.
        /// </summary>
        /// <value>Default null.</value>
        public string? LabelOfNobody { get; set; }

        /// <summary>
        /// Gets or sets what coordinates are multiplied by before anything else: 0.001 for a recording in millimeters and a model that
        /// learned from meters.
        /// </summary>
        /// <value>Default 1; above 0.</value>
        public float CoordinateFactor { get; set; } = 1;

        /// <summary>
        /// Gets or sets the smallest body that is scored: the longest side of the box around its joints, the median over frames. 0 scores
        /// any.
        /// </summary>
        /// <value>Default null: 0.1 for the skeletons of Kinects with three coordinates, which are recorded in meters, and 0 for others.
        /// </value>
        public float? SmallestBody { get; set; }

        /// <summary>
        /// Gets or sets the largest body that is scored, measured alike. <see cref="float.PositiveInfinity"/> scores any.
        /// </summary>
        /// <value>Default null: 10 for the skeletons of Kinects with three coordinates, and any size for others.</value>
        public float? LargestBody { get; set; }

        /// <summary>Gets or sets the column of clips that the model reads.</summary>
        /// <value>Default <c>Clip</c>.</value>
        public string InputColumnName { get; set; } = "Clip";

        /// <summary>Gets or sets the column of the embedding. A model without it is scored without an embedding.</summary>
        /// <value>Default <c>Features</c>.</value>
        public string FeatureColumnName { get; set; } = "Features";

        /// <summary>Gets or sets the skeleton, for a model that was saved with a schema that does not tell it.</summary>
        /// <value>Default null: what the model tells.</value>
        public SkeletonLayout? Layout { get; set; }

        /// <summary>Gets or sets M, the bodies of a frame, for such a model.</summary>
        /// <value>Default null: what the model tells; from 1 to 1,000.</value>
        public int? Bodies { get; set; }

        /// <summary>Gets or sets C, the values of a joint, for such a model.</summary>
        /// <value>Default null: what the model tells; from 1 to 100.</value>
        public int? Channels { get; set; }

        /// <summary>Gets or sets which files are loaded. It has an effect on <see cref="Load"/>.</summary>
        /// <value>Default null: those that are whole, whoever saved them.</value>
        public SkeletonModelOptions? Model { get; set; }

        /// <summary>
        /// Gets or sets whether <see cref="Load"/> scores the clip that the model was saved with, and refuses a model that gives other
        /// scores.
        /// </summary>
        /// <value>Default true.</value>
        public bool TestWhenLoaded { get; set; } = true;

        internal Options Checked()
        {
            const string Owner = nameof(SkeletonScorer) + "." + nameof(Options);
            OptionCheck.Require(Parallel is null or (>= 1 and <= 1_024), Owner, nameof(Parallel), Parallel, "1 to 1024, or null");
            var isFactor = CoordinateFactor > 0 && float.IsFinite(CoordinateFactor);
            OptionCheck.Require(isFactor, Owner, nameof(CoordinateFactor), CoordinateFactor, "a number above 0");
            OptionCheck.Require(SmallestBody is null or >= 0, Owner, nameof(SmallestBody), SmallestBody, "0 or more, or null");
            var isLargest = LargestBody is null || LargestBody > (SmallestBody ?? 0);
            OptionCheck.Require(isLargest, Owner, nameof(LargestBody), LargestBody, "more than SmallestBody, or null");
            OptionCheck.RequireText(InputColumnName, Owner, nameof(InputColumnName));
            OptionCheck.RequireText(FeatureColumnName, Owner, nameof(FeatureColumnName));
            OptionCheck.Require(Bodies is null or (>= 1 and <= 1_000), Owner, nameof(Bodies), Bodies, "1 to 1000, or null");
            OptionCheck.Require(Channels is null or (>= 1 and <= 100), Owner, nameof(Channels), Channels, "1 to 100, or null");
            return (Options)MemberwiseClone();
        }
    }
}
