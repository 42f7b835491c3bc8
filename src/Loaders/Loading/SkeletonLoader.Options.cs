namespace MsMclr.MLNet;

public sealed partial class SkeletonLoader
{
    /// <summary>What to load, and how.</summary>
    public sealed class Options
    {
        /// <summary>The format of the files.</summary>
        /// <value>Required. See <see cref="SkeletonFormat"/>, or implement <see cref="ISkeletonFormat"/>.</value>
        public ISkeletonFormat? Format { get; set; }

        /// <summary>The clips to keep, for example <c>NtuProtocol.CrossSubject60.Train</c>.</summary>
        /// <value>Default null: all.</value>
        public SkeletonSplit? Split { get; set; }

        /// <summary>A list of clips to leave out, one name a line, as NTU RGB+D publishes for samples with missing skeletons. Lines of prose are passed over.</summary>
        /// <value>Default null: none is left out.</value>
        public string? MissingSkeletonsFile { get; set; }

        /// <summary>M, how many bodies a clip has room for.</summary>
        /// <value>Default null: as many as the format says (<see cref="ISkeletonFormat.Bodies"/>).</value>
        public int? Bodies { get; set; }

        /// <summary>Which bodies go into a clip, and in which place.</summary>
        /// <value>Default <see cref="BodyOrder.File"/>, as in the authors' code.</value>
        public BodyOrder BodyOrder { get; set; } = BodyOrder.File;

        /// <summary>The layout that clips are to have; joints are matched by name, see <see cref="SkeletonConversion"/>.</summary>
        /// <value>Default null: the format's own.</value>
        public SkeletonLayout? Layout { get; set; }

        /// <summary>Whether joints that <see cref="Layout"/> has and the format has not may be guessed from their neighbors.</summary>
        /// <value>Default false: such a layout is refused.</value>
        public bool InferJoints { get; set; }

        /// <summary>What to do with a file that cannot be read.</summary>
        /// <value>Default <see cref="OnBadFile.Throw"/>.</value>
        public OnBadFile OnBadFile { get; set; } = OnBadFile.Throw;

        /// <summary>Told of every clip that is skipped, in the order of the pass, on the thread that reads it.</summary>
        /// <value>Default null.</value>
        public Action<SkeletonFileException>? OnSkipped { get; set; }

        /// <summary>Whether folders inside a folder are searched too.</summary>
        /// <value>Default false.</value>
        public bool SearchSubfolders { get; set; }

        /// <summary>The largest file that is read into memory, in bytes.</summary>
        /// <value>Default 256 MiB.</value>
        public long MaxFileBytes { get; set; } = 256L << 20;

        /// <summary>The longest clip, in frames.</summary>
        /// <value>Default 100,000: almost an hour at 30 frames a second.</value>
        public int MaxFrames { get; set; } = 100_000;

        /// <summary>The most bodies in one frame of a file; those that a clip has no room for are dropped.</summary>
        /// <value>Default 64.</value>
        public int MaxBodies { get; set; } = 64;

        /// <summary>How many files are read ahead of the cursor, on the cores there are.</summary>
        /// <value>Default 0: twice the number of cores.</value>
        public int FilesAhead { get; set; }

        /// <summary>Stops reading; the cursor then throws <see cref="OperationCanceledException"/>.</summary>
        /// <value>Default none.</value>
        public CancellationToken CancellationToken { get; set; }

        internal Options Checked()
        {
            if (Format is null)
                throw new ArgumentException("No format is given; set Format, for example to SkeletonFormat.NtuRgbd.", nameof(Format));
            Require(Bodies is null or (>= 1 and <= 1_000), Bodies, nameof(Bodies), "from 1 to 1000, or null");
            Require(MaxFileBytes is >= 1 and < int.MaxValue - 64, MaxFileBytes, nameof(MaxFileBytes), "from 1 byte to 2 GiB");
            Require(MaxFrames >= 1, MaxFrames, nameof(MaxFrames), "1 or more");
            Require(MaxBodies >= 1, MaxBodies, nameof(MaxBodies), "1 or more");
            Require(FilesAhead is >= 0 and <= 4_096, FilesAhead, nameof(FilesAhead), "from 0 to 4096");
            Require(Enum.IsDefined(BodyOrder), BodyOrder, nameof(BodyOrder), "File or MostActive");
            Require(Enum.IsDefined(OnBadFile), OnBadFile, nameof(OnBadFile), "Throw or Skip");
            // A loader keeps what it was made with, whatever becomes of the caller's object.
            return (Options)MemberwiseClone();
        }

        internal SkeletonConversion? Conversion()
            => Layout is null || Layout.Equals(Format!.Layout) ? null : SkeletonConversion.Between(Format.Layout, Layout, InferJoints);

        private static void Require(bool holds, object? value, string option, string expected)
        {
            if (!holds)
                throw new ArgumentOutOfRangeException(option, value, $"Expected {expected}.");
        }
    }
}
