using System.Collections.Immutable;

namespace MsMclr.MLNet;

public static partial class SyntheticSkeletons
{
    /// <summary>What to make up.</summary>
    public sealed class Options
    {
        /// <summary>How many people.</summary>
        /// <value>Default 16, of whom NTU-60's cross-subject protocol trains on 10.</value>
        public int Subjects { get; set; } = 16;

        /// <summary>The actions to perform, by name (see <see cref="SyntheticSkeletons.Actions"/>).</summary>
        /// <value>Default empty: all twenty. The <c>Label</c> key always has all of them.</value>
        public IReadOnlyList<string> Actions { get; set; } = [];

        /// <summary>How often each person performs each action.</summary>
        /// <value>Default 2.</value>
        public int Repetitions { get; set; } = 2;

        /// <summary>How many cameras record each performance, 1 to 3 (at -45, 0 and 45 degrees).</summary>
        /// <value>Default 3.</value>
        public int Cameras { get; set; } = 3;

        /// <summary>The shortest clip, in frames.</summary>
        /// <value>Default 40.</value>
        public int MinFrames { get; set; } = 40;

        /// <summary>The longest clip, in frames.</summary>
        /// <value>Default 110.</value>
        public int MaxFrames { get; set; } = 110;

        /// <summary>What everything is drawn from. A clip is a function of the seed and its own numbers.</summary>
        /// <value>Default 1.</value>
        public int Seed { get; set; } = 1;

        /// <summary>The clips to keep, for example <c>NtuProtocol.CrossSubject60.Train</c>.</summary>
        /// <value>Default null: all.</value>
        public SkeletonSplit? Split { get; set; }

        internal void Check()
        {
            Require(Subjects is >= 1 and <= 999, Subjects, nameof(Subjects), "from 1 to 999");
            Require(Repetitions is >= 1 and <= 999, Repetitions, nameof(Repetitions), "from 1 to 999");
            Require(Cameras is >= 1 and <= 3, Cameras, nameof(Cameras), "from 1 to 3");
            Require(MinFrames >= 8, MinFrames, nameof(MinFrames), "8 or more");
            Require(MaxFrames >= MinFrames && MaxFrames <= 10_000, MaxFrames, nameof(MaxFrames), $"from MinFrames ({MinFrames}) to 10000");
            foreach (var action in Actions ?? throw new ArgumentNullException(nameof(Actions)))
            {
                if (!SyntheticSkeletons.Actions.Contains(action))
                    throw new ArgumentException($"There is no synthetic action '{action}'; choose from: {string.Join(", ", SyntheticSkeletons.Actions)}.", nameof(Actions));
            }
        }

        internal ImmutableArray<uint> Labels()
            => [.. Enumerable.Range(1, SyntheticSkeletons.Actions.Length).Where(label => Actions.Count == 0 || Actions.Contains(SyntheticSkeletons.Actions[label - 1])).Select(label => (uint)label)];

        private static void Require(bool holds, int value, string option, string expected)
        {
            if (!holds)
                throw new ArgumentOutOfRangeException(option, value, $"Expected {expected}.");
        }
    }
}
