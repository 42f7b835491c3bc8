using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet;

public sealed partial class SkeletonLoader
{
    /// <summary>What to load, and how.</summary>
    public sealed partial class Options
    {
        /// <summary>Gets or sets the format of the files.</summary>
        /// <value>Required. See <see cref="SkeletonFormat"/>, or implement <see cref="ISkeletonFormat"/>.</value>
        public ISkeletonFormat? Format { get; set; }

        /// <summary>Gets or sets the clips to keep, for example <c>NtuProtocol.CrossSubject60.Train</c>.</summary>
        /// <value>Default null: all.</value>
        public SkeletonSplit? Split { get; set; }

        /// <summary>
        /// Gets or sets a list of clips to leave out, one name a line, as NTU RGB+D publishes for samples with missing skeletons. Lines
        /// of prose are
        /// passed over.
        /// </summary>
        /// <value>Default null: none is left out.</value>
        public string? MissingSkeletonsFile { get; set; }

        /// <summary>Gets or sets M, how many bodies a clip has room for.</summary>
        /// <value>Default null: as many as the format says (<see cref="ISkeletonFormat.Bodies"/>).</value>
        public int? Bodies { get; set; }

        /// <summary>Gets or sets which bodies go into a clip, and in which place.</summary>
        /// <value>Default <see cref="BodyOrder.Tracked"/>. The authors' code, and so the published figures on NTU RGB+D and PKU-MMD, have
        /// <see cref="BodyOrder.File"/>.</value>
        public BodyOrder BodyOrder { get; set; } = BodyOrder.Tracked;

        /// <summary>
        /// Gets or sets how bodies are followed, which come first, and which are noise, by <see cref="BodyOrder.Tracked"/>.
        /// </summary>
        /// <value>Default null: as new <see cref="BodyTrackingOptions"/> say.</value>
        public BodyTrackingOptions? Tracking { get; set; }

        /// <summary>
        /// Gets or sets the layout that clips are to have; joints are matched by name, see <see cref="SkeletonConversion"/>.
        /// </summary>
        /// <value>Default null: the format's own.</value>
        public SkeletonLayout? Layout { get; set; }

        /// <summary>
        /// Gets or sets a value indicating whether joints that <see cref="Layout"/> has and the format has not may be guessed from their
        /// neighbors.
        /// </summary>
        /// <value>Default false: such a layout is refused.</value>
        public bool InferJoints { get; set; }

        /// <summary>Gets or sets what becomes of frame numbers that are missing between others of a clip.</summary>
        /// <value>Default <see cref="FrameGaps.Empty"/>: frames without a body, so that time is kept.</value>
        public FrameGaps FrameGaps { get; set; } = FrameGaps.Empty;

        /// <summary>
        /// Gets or sets the longest gap that <see cref="FrameGaps.Interpolate"/> fills, in frames. Longer ones are left empty.
        /// </summary>
        /// <value>Default 5.</value>
        public int LongestInterpolatedGap { get; set; } = 5;

        /// <summary>Gets or sets what to do with a file that cannot be read.</summary>
        /// <value>Default <see cref="OnBadFile.Throw"/>.</value>
        public OnBadFile OnBadFile { get; set; } = OnBadFile.Throw;

        /// <summary>
        /// Gets or sets what is told of every clip that is skipped, in the order of the pass, on the thread that reads it.
        /// </summary>
        /// <value>Default null.</value>
        public Action<SkeletonFileException>? OnSkipped { get; set; }

        /// <summary>
        /// Gets or sets what is told at the end of each pass that reads clips: how many they were, and what was left out. A pass that ends
        /// early tells nothing.
        /// </summary>
        /// <value>Default null.</value>
        public Action<SkeletonLoadReport>? OnPassEnded { get; set; }

        /// <summary>
        /// Gets or sets what to do where a file declares a number that differs from what follows, as the frames of BVH.
        /// </summary>
        /// <value>Default <see cref="OnCountMismatch.Warn"/>.</value>
        public OnCountMismatch OnCountMismatch { get; set; } = OnCountMismatch.Warn;

        /// <summary>
        /// Gets or sets what is told of every warning, once for a view, on the thread that reads it. They go to <c>MLContext.Log</c>
        /// too.
        /// </summary>
        /// <value>Default null.</value>
        public Action<SkeletonFileWarning>? OnWarning { get; set; }

        /// <summary>Gets or sets the largest file that is read into memory, in bytes.</summary>
        /// <value>Default 256 MiB.</value>
        public long MaxFileBytes { get; set; } = 256L << 20;

        /// <summary>Gets or sets the longest clip, in frames.</summary>
        /// <value>Default 100,000: almost an hour at 30 frames a second.</value>
        public int MaxFrames { get; set; } = 100_000;

        /// <summary>Gets or sets the most bodies in one frame of a file; those that a clip has no room for are dropped.</summary>
        /// <value>Default 64.</value>
        public int MaxBodies { get; set; } = 64;

        /// <summary>Gets or sets how many files are read ahead of the cursor, on the cores there are.</summary>
        /// <value>Default 0: twice the number of cores.</value>
        public int FilesAhead { get; set; }

        /// <summary>Gets or sets what stops reading; the cursor then throws <see cref="OperationCanceledException"/>.</summary>
        /// <value>Default none.</value>
        public CancellationToken CancellationToken { get; set; }

        internal Options Checked()
        {
            const string owner = $"{nameof(SkeletonLoader)}.{nameof(Options)}";
            if (Format is null)
                throw new ArgumentException("No format is given; set Format, for example to SkeletonFormat.NtuRgbd.", nameof(Format));
            OptionCheck.Require(Bodies is null or (>= 1 and <= 1_000), owner, nameof(Bodies), Bodies, "1 to 1000, or null");
            OptionCheck.Require(
                MaxFileBytes is >= 1 and < int.MaxValue - 64, owner, nameof(MaxFileBytes), MaxFileBytes, "1 byte to 2 GiB");
            OptionCheck.Require(MaxFrames >= 1, owner, nameof(MaxFrames), MaxFrames, "1 or more");
            OptionCheck.Require(MaxBodies >= 1, owner, nameof(MaxBodies), MaxBodies, "1 or more");
            OptionCheck.Require(FilesAhead is >= 0 and <= 4_096, owner, nameof(FilesAhead), FilesAhead, "0 to 4096");
            OptionCheck.Require(
                LongestInterpolatedGap >= 1, owner, nameof(LongestInterpolatedGap), LongestInterpolatedGap, "1 or more");
            OptionCheck.RequireNamed(FrameGaps, owner, nameof(FrameGaps));
            OptionCheck.RequireNamed(BodyOrder, owner, nameof(BodyOrder));
            OptionCheck.RequireNamed(OnBadFile, owner, nameof(OnBadFile));
            OptionCheck.RequireNamed(OnCountMismatch, owner, nameof(OnCountMismatch));
            // A loader keeps what it was made with, whatever becomes of the caller's object.
            var kept = (Options)MemberwiseClone();
            kept.Tracking = (Tracking ?? new BodyTrackingOptions()).Checked(hasScores: Format.Coordinates < Format.Channels, Format.Name);
            return kept;
        }

        internal SkeletonConversion? Conversion()
            => Layout is null || Layout.Equals(Format!.Layout) ? null : SkeletonConversion.Between(Format.Layout, Layout, InferJoints);
    }
}
