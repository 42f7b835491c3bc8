using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet;

public sealed partial class ActionRecognizer
{
    /// <summary>Specifies windows, how sure the model has to be, and how many people are followed.</summary>
    public sealed class Options
    {
        private const int MostFrames = 100_000;

        /// <summary>Gets or sets the frames a second. Seconds of options and answers are counted by it.</summary>
        /// <value>Default 30; above 0, up to 1,000.</value>
        public double FrameRate { get; set; } = 30;

        /// <summary>Gets or sets how long a window is, in seconds.</summary>
        /// <value>Default 2; above 0.</value>
        public double WindowSeconds { get; set; } = 2;

        /// <summary>Gets or sets the same in frames.</summary>
        /// <value>Default null: <see cref="WindowSeconds"/> times <see cref="FrameRate"/>; from 1 to 100,000.</value>
        public int? WindowFrames { get; set; }

        /// <summary>Gets or sets how long it is from one window of a person to the next, in seconds.</summary>
        /// <value>Default 0.5; above 0, and no longer than a window.</value>
        public double HopSeconds { get; set; } = 0.5;

        /// <summary>Gets or sets the same in frames.</summary>
        /// <value>Default null: <see cref="HopSeconds"/> times <see cref="FrameRate"/>; from 1 to the frames of a window.</value>
        public int? HopFrames { get; set; }

        /// <summary>
        /// Gets or sets how many frames a person needs who leaves before a whole window. Those of at least as many are scored once.
        /// </summary>
        /// <value>Default 15; 1 or more.</value>
        public int ShortestWindow { get; set; } = 15;

        /// <summary>
        /// Gets or sets what share of the smoothed probabilities is that of the windows before. 0 takes each window by itself.
        /// </summary>
        /// <value>Default 0.5; from 0 to below 1.</value>
        public float Smoothing { get; set; } = 0.5f;

        /// <summary>Gets or sets how probable an action has to be, after smoothing, to begin.</summary>
        /// <value>Default 0.6; from 0 to 1.</value>
        public float BeginThreshold { get; set; } = 0.6f;

        /// <summary>
        /// Gets or sets how probable it has to stay. Below, it ends. It also ends when another action is more probable and may begin.
        /// </summary>
        /// <value>Default 0.4; from 0 to <see cref="BeginThreshold"/>.</value>
        public float EndThreshold { get; set; } = 0.4f;

        /// <summary>Gets or sets the model's labels that stand for no action, as "nothing" or "other". They never begin.</summary>
        /// <value>Default empty.</value>
        public IReadOnlyList<string> Background { get; set; } = [];

        /// <summary>Gets or sets whether the softmax of the head's scores is taken, for a head whose scores are no probabilities.</summary>
        /// <value>Default false.</value>
        public bool Softmax { get; set; }

        /// <summary>
        /// Gets or sets how many other people stand in a window's further places: those nearest to its person in its last frame. Actions
        /// between people need 1. The model has to have as many places.
        /// </summary>
        /// <value>Default 0: each person is seen alone; up to one less than the model's bodies.</value>
        public int Companions { get; set; }

        /// <summary>
        /// Gets or sets how many people are followed at a time. A newcomer beyond them takes the place of whoever has not been seen for
        /// longest. Where all are in the frame, the newcomer is left out of it (<see cref="LeftOut"/>).
        /// </summary>
        /// <value>Default 30; from 1 to 1,000.</value>
        public int MaximumPeople { get; set; } = 30;

        /// <summary>Gets or sets how many frames a person may be away. One who comes back later is somebody new, under any id.</summary>
        /// <value>Default 30; from 0 to 100,000.</value>
        public int ForgetAfter { get; set; } = 30;

        /// <summary>
        /// Gets or sets how far a person without an id may get from where they were seen last, in sizes of a body, as
        /// <c>BodyTrackingOptions.LargestJump</c> says.
        /// </summary>
        /// <value>Default 1; above 0, below 1,000,000.</value>
        public float LargestJump { get; set; } = 1;

        /// <summary>Gets or sets what stands in a window for frames in which its person was not seen.</summary>
        /// <value>Default <see cref="PersonGaps.Absent"/>: zeros, as in loaded recordings.</value>
        public PersonGaps Gaps { get; set; } = PersonGaps.Absent;

        /// <summary>Gets or sets the longest gap that is filled, in frames. Longer ones stay zeros.</summary>
        /// <value>Default 5; 1 or more.</value>
        public int LongestGap { get; set; } = 5;

        internal Options Checked()
        {
            const string Owner = nameof(ActionRecognizer) + "." + nameof(Options);
            OptionCheck.Require(FrameRate is > 0 and <= 1_000, Owner, nameof(FrameRate), FrameRate, "above 0, up to 1000");
            OptionCheck.Require(IsTime(WindowSeconds), Owner, nameof(WindowSeconds), WindowSeconds, "above 0, at most 100000 frames");
            var isWindow = WindowFrames is null or (>= 1 and <= MostFrames);
            OptionCheck.Require(isWindow, Owner, nameof(WindowFrames), WindowFrames, "1 to 100000, or null");
            OptionCheck.Require(IsTime(HopSeconds), Owner, nameof(HopSeconds), HopSeconds, "above 0, at most 100000 frames");
            var isHop = HopFrames is null or (>= 1 and <= MostFrames);
            OptionCheck.Require(isHop, Owner, nameof(HopFrames), HopFrames, "1 to the frames of a window, or null");
            OptionCheck.Require(ShortestWindow >= 1, Owner, nameof(ShortestWindow), ShortestWindow, "1 or more");
            OptionCheck.Require(Smoothing is >= 0 and < 1, Owner, nameof(Smoothing), Smoothing, "0 to below 1");
            OptionCheck.Require(BeginThreshold is >= 0 and <= 1, Owner, nameof(BeginThreshold), BeginThreshold, "0 to 1");
            var isEnd = EndThreshold >= 0 && EndThreshold <= BeginThreshold;
            OptionCheck.Require(isEnd, Owner, nameof(EndThreshold), EndThreshold, $"0 to {nameof(BeginThreshold)} ({BeginThreshold})");
            OptionCheck.RequireSet(Background, Owner, nameof(Background));
            OptionCheck.Require(Companions >= 0, Owner, nameof(Companions), Companions, "0 or more");
            OptionCheck.Require(MaximumPeople is >= 1 and <= 1_000, Owner, nameof(MaximumPeople), MaximumPeople, "1 to 1000");
            OptionCheck.Require(ForgetAfter is >= 0 and <= MostFrames, Owner, nameof(ForgetAfter), ForgetAfter, "0 to 100000");
            OptionCheck.Require(LargestJump is > 0 and < 1e6f, Owner, nameof(LargestJump), LargestJump, "above 0, below 1,000,000");
            OptionCheck.RequireNamed(Gaps, Owner, nameof(Gaps));
            OptionCheck.Require(LongestGap >= 1, Owner, nameof(LongestGap), LongestGap, "1 or more");
            var kept = (Options)MemberwiseClone();
            kept.WindowFrames ??= InFrames(WindowSeconds);
            kept.HopFrames ??= InFrames(HopSeconds);
            var allowed = $"no longer than a window ({kept.WindowFrames} frames)";
            OptionCheck.Require(kept.HopFrames <= kept.WindowFrames, Owner, nameof(HopFrames), kept.HopFrames, allowed);
            return kept;
        }

        private bool IsTime(double seconds) => seconds > 0 && seconds * FrameRate <= MostFrames;

        private int InFrames(double seconds) => Math.Max(1, (int)Math.Round(seconds * FrameRate));
    }
}
