using Microsoft.ML;

namespace MsMclr.MLNet;

/// <summary>Adds skeleton recordings to <c>mlContext.Data</c>.</summary>
public static partial class SkeletonDataExtensions
{
    extension(DataOperationsCatalog catalog)
    {
        /// <summary>Makes up skeleton recordings: columns <c>Clip</c> (<c>[*, 2, 25, 3]</c>), <c>Label</c>, <c>Name</c>, <c>Subject</c>, <c>Camera</c>, <c>Setup</c>, <c>Replication</c>, <c>FrameRate</c>.</summary>
        /// <param name="options">What to make up; null for the defaults (16 people, 20 actions, 2 repetitions, 3 cameras: 1,920 clips).</param>
        /// <returns>The clips, made when they are read.</returns>
        /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
        /// <exception cref="ArgumentException">An action is not one of <see cref="SyntheticSkeletons.Actions"/>.</exception>
        public IDataView LoadSyntheticSkeletons(SyntheticSkeletons.Options? options = null)
        {
            ArgumentNullException.ThrowIfNull(catalog);
            options ??= new SyntheticSkeletons.Options();
            options.Check();
            return new ClipDataView(ClipSchema.Build(SkeletonLayout.NtuRgbd, 2, 3, SyntheticSkeletons.Actions, ClipFields.All), new SyntheticSource(options));
        }

        /// <summary>Makes up skeleton recordings.</summary>
        /// <param name="subjects">How many people.</param>
        /// <param name="repetitions">How often each performs each action.</param>
        /// <param name="split">The clips to keep; null for all.</param>
        /// <param name="seed">What everything is drawn from.</param>
        /// <returns>The clips, made when they are read.</returns>
        /// <exception cref="ArgumentOutOfRangeException">A number is out of its range (see <see cref="SyntheticSkeletons.Options"/>).</exception>
        public IDataView LoadSyntheticSkeletons(int subjects, int repetitions = 2, SkeletonSplit? split = null, int seed = 1)
            => catalog.LoadSyntheticSkeletons(new SyntheticSkeletons.Options { Subjects = subjects, Repetitions = repetitions, Split = split, Seed = seed });
    }
}
