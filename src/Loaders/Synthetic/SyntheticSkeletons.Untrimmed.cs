using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Loaders.Synthetic;

namespace MsMclr.MLNet;

public static partial class SyntheticSkeletons
{
    private const int FirstSeed = 1;

    /// <summary>
    /// Makes up recordings that are not cut: somebody performs one action after another and waits in between, and a partner comes in for
    /// actions between two people. They consist of the clips that <c>LoadSyntheticSkeletons</c> gives.
    /// </summary>
    /// <param name="options">How many, how long; null for the defaults.</param>
    /// <returns>The recordings, each with its actions, made as they are asked for.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="ArgumentException">An action is not one of <see cref="Actions"/>, or the split leaves no clip.</exception>
    public static IEnumerable<UntrimmedRecording> MakeUntrimmed(UntrimmedOptions? options = null)
    {
        options = (options ?? new UntrimmedOptions()).Checked();
        var clips = options.Clips ?? new Options();
        clips.Check();
        var source = new SyntheticSource(clips, clips.Seed ?? FirstSeed);
        if (source.Clips.IsEmpty)
            throw new ArgumentException("The split leaves no clip to make recordings of.", nameof(options));
        return new UntrimmedPerformance(source, options).Play();
    }

    /// <summary>Specifies recordings that are not cut.</summary>
    public sealed class UntrimmedOptions
    {
        /// <summary>Gets or sets how many recordings there are. The people and cameras of the clips take turns.</summary>
        /// <value>Default 16; 1 or more.</value>
        public int Recordings { get; set; } = 16;

        /// <summary>Gets or sets how many actions a recording has.</summary>
        /// <value>Default 8; 1 or more.</value>
        public int ActionsEach { get; set; } = 8;

        /// <summary>
        /// Gets or sets the mean time between two actions, in seconds. A time is from half to one and a half of it. In it the person goes
        /// over from the last posture to the next one. Half of it is before the first action and after the last.
        /// </summary>
        /// <value>Default 2; from 0 to 600.</value>
        public double IdleSeconds { get; set; } = 2;

        /// <summary>
        /// Gets or sets the clips that recordings are made of: people, actions, cameras, seed, a split. A seed of null is 1 here, where
        /// there is no MLContext.
        /// </summary>
        /// <value>Default null: those of new <see cref="SyntheticSkeletons.Options"/>.</value>
        public Options? Clips { get; set; }

        internal UntrimmedOptions Checked()
        {
            const string Owner = $"{nameof(SyntheticSkeletons)}.{nameof(UntrimmedOptions)}";
            OptionCheck.Require(Recordings >= 1, Owner, nameof(Recordings), Recordings, "1 or more");
            OptionCheck.Require(ActionsEach >= 1, Owner, nameof(ActionsEach), ActionsEach, "1 or more");
            OptionCheck.Require(IdleSeconds is >= 0 and <= 600, Owner, nameof(IdleSeconds), IdleSeconds, "0 to 600");
            return (UntrimmedOptions)MemberwiseClone();
        }
    }
}
