using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet;

public static partial class SyntheticSkeletons
{
    /// <summary>
    /// Specifies what to make up. The defaults are controlled recordings: adults who face level cameras, and clips that begin and end
    /// with the action. <see cref="Unconstrained"/> is what real recordings are like.
    /// </summary>
    public sealed partial class Options
    {
        /// <summary>Gets or sets how many people there are.</summary>
        /// <value>Default 16, of whom NTU-60's cross-subject protocol trains on 10.</value>
        public int Subjects { get; set; } = 16;

        /// <summary>Gets or sets the actions to perform, by name (see <see cref="SyntheticSkeletons.Actions"/>).</summary>
        /// <value>Default empty: all twenty. The <c>Label</c> key always has all of them.</value>
        public IReadOnlyList<string> Actions { get; set; } = [];

        /// <summary>Gets or sets how often each person performs each action.</summary>
        /// <value>Default 2.</value>
        public int Repetitions { get; set; } = 2;

        /// <summary>Gets or sets how many cameras record each performance, 1 to 3 (at -45, 0 and 45 degrees).</summary>
        /// <value>Default 3.</value>
        public int Cameras { get; set; } = 3;

        /// <summary>Gets or sets the shortest clip, in frames.</summary>
        /// <value>Default 40.</value>
        public int MinFrames { get; set; } = 40;

        /// <summary>Gets or sets the longest clip, in frames.</summary>
        /// <value>Default 110.</value>
        public int MaxFrames { get; set; } = 110;

        /// <summary>Gets or sets what everything is drawn from. A clip is a function of the seed and its own numbers.</summary>
        /// <value>Default 1: the same clips in every program. Null: the MLContext's seed.</value>
        public int? Seed { get; set; } = 1;

        /// <summary>Gets or sets the clips to keep, for example <c>NtuProtocol.CrossSubject60.Train</c>.</summary>
        /// <value>Default null: all.</value>
        public SkeletonSplit? Split { get; set; }

        internal void Check()
        {
            const string owner = $"{nameof(SyntheticSkeletons)}.{nameof(Options)}";
            OptionCheck.Require(Subjects is >= 1 and <= 999, owner, nameof(Subjects), Subjects, "1 to 999");
            OptionCheck.Require(Repetitions is >= 1 and <= 999, owner, nameof(Repetitions), Repetitions, "1 to 999");
            OptionCheck.Require(Cameras is >= 1 and <= 3, owner, nameof(Cameras), Cameras, "1 to 3");
            OptionCheck.Require(MinFrames >= 8, owner, nameof(MinFrames), MinFrames, "8 or more");
            OptionCheck.Require(
                MaxFrames >= MinFrames && MaxFrames <= 10_000,
                owner,
                nameof(MaxFrames),
                MaxFrames,
                $"MinFrames ({MinFrames}) to 10000");
            CheckConditions(owner);
            OptionCheck.RequireSet(Actions, owner, nameof(Actions));
            foreach (var action in Actions)
            {
                if (!SyntheticSkeletons.Actions.Contains(action))
                {
                    var known = string.Join(", ", SyntheticSkeletons.Actions);
                    throw new ArgumentException($"There is no synthetic action '{action}'; choose from: {known}.", nameof(Actions));
                }
            }
        }

        /// <summary>The numbers of the actions to perform, from 1.</summary>
        internal IEnumerable<uint> Labels()
        {
            for (var action = 0; action < SyntheticSkeletons.Actions.Length; action++)
            {
                if (Actions.Count == 0 || Actions.Contains(SyntheticSkeletons.Actions[action]))
                    yield return (uint)action + 1;
            }
        }
    }
}
