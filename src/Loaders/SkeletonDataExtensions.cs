using Microsoft.ML;
using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Loaders.Synthetic;
using MsMclr.MLNet.Loaders.View;

namespace MsMclr.MLNet;

/// <summary>Adds skeleton recordings to <c>mlContext.Data</c>.</summary>
public static class SkeletonDataExtensions
{
    extension(DataOperationsCatalog catalog)
    {
        /// <summary>
        /// Makes up skeleton recordings: columns <c>Clip</c> (<c>[*, 2, 25, 3]</c>), <c>Label</c>, <c>Name</c>, <c>Subject</c>,
        /// <c>Camera</c>, <c>Setup</c>, <c>Replication</c>, <c>FrameRate</c>.
        /// </summary>
        /// <param name="options">What to make up; null for the defaults (16 people, 20 actions, 2 repetitions, 3 cameras: 1,920
        /// clips).</param>
        /// <returns>The clips, made when they are read.</returns>
        /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
        /// <exception cref="ArgumentException">An action is not one of <see cref="SyntheticSkeletons.Actions"/>.</exception>
        public IDataView LoadSyntheticSkeletons(SyntheticSkeletons.Options? options = null)
        {
            ArgumentNullException.ThrowIfNull(catalog);
            options ??= new SyntheticSkeletons.Options();
            options.Check();
            var clips = new ClipSchema(SkeletonLayout.NtuRgbd, SyntheticSource.Bodies, SyntheticSource.Channels);
            var schema = clips.Build(SyntheticSkeletons.Actions, ClipFields.All, numberNames: [], others: []);
            var seed = options.Seed ?? MLNetInternals.Environment(catalog).Register(nameof(SyntheticSkeletons)).Rand.Next();
            return new ClipDataView(schema, new SyntheticSource(options, seed));
        }

        /// <summary>Makes up skeleton recordings.</summary>
        /// <param name="subjects">How many people.</param>
        /// <param name="repetitions">How often each performs each action.</param>
        /// <param name="split">The clips to keep; null for all.</param>
        /// <param name="seed">What everything is drawn from; null for the MLContext's seed.</param>
        /// <returns>The clips, made when they are read.</returns>
        /// <exception cref="ArgumentOutOfRangeException">A number is out of its range (see
        /// <see cref="SyntheticSkeletons.Options"/>).</exception>
        public IDataView LoadSyntheticSkeletons(int subjects, int repetitions = 2, SkeletonSplit? split = null, int? seed = 1)
        {
            return catalog.LoadSyntheticSkeletons(new SyntheticSkeletons.Options
            {
                Subjects = subjects,
                Repetitions = repetitions,
                Split = split,
                Seed = seed,
            });
        }

        /// <summary>Loads skeleton recordings.</summary>
        /// <param name="path">A folder, a file, or a pattern (<c>*</c>, <c>?</c> in the last part).</param>
        /// <param name="options">The format, and how to load.</param>
        /// <returns>The clips; files are parsed when they are read. See <see cref="SkeletonLoader"/> for the columns.</returns>
        /// <exception cref="ArgumentException">There is nothing at the path, or nothing the format accepts; an option is wrong.</exception>
        public IDataView LoadFromSkeletonFiles(string path, SkeletonLoader.Options options)
            => catalog.LoadFromSkeletonFiles([path], options);

        /// <summary>Loads skeleton recordings.</summary>
        /// <param name="path">A folder, a file, or a pattern (<c>*</c>, <c>?</c> in the last part).</param>
        /// <param name="format">The format, see <see cref="SkeletonFormat"/>.</param>
        /// <param name="split">The clips to keep; null for all.</param>
        /// <param name="onBadFile">What to do with a file that cannot be read.</param>
        /// <returns>The clips; files are parsed when they are read. See <see cref="SkeletonLoader"/> for the columns.</returns>
        /// <exception cref="ArgumentException">There is nothing at the path, or nothing the format accepts.</exception>
        public IDataView LoadFromSkeletonFiles(
            string path,
            ISkeletonFormat format,
            SkeletonSplit? split = null,
            OnBadFile onBadFile = OnBadFile.Throw)
            => catalog.LoadFromSkeletonFiles(path, new SkeletonLoader.Options { Format = format, Split = split, OnBadFile = onBadFile });

        /// <summary>Loads skeleton recordings.</summary>
        /// <param name="paths">Folders, files and patterns, in the order the clips are to have.</param>
        /// <param name="options">The format, and how to load.</param>
        /// <returns>The clips; files are parsed when they are read. See <see cref="SkeletonLoader"/> for the columns.</returns>
        /// <exception cref="ArgumentException">There is nothing at a path, or nothing the format accepts; an option is wrong.</exception>
        public IDataView LoadFromSkeletonFiles(IEnumerable<string> paths, SkeletonLoader.Options options)
            => catalog.CreateSkeletonLoader(options).Load(paths);

        /// <summary>Creates a loader of skeleton recordings.</summary>
        /// <param name="options">The format, and how to load.</param>
        /// <returns>The loader.</returns>
        /// <exception cref="ArgumentException">No format is given, or an option is out of its range.</exception>
        public SkeletonLoader CreateSkeletonLoader(SkeletonLoader.Options options)
        {
            ArgumentNullException.ThrowIfNull(catalog);
            ArgumentNullException.ThrowIfNull(options);
            return new SkeletonLoader(MLNetInternals.Environment(catalog), options);
        }

        /// <summary>Creates a loader of skeleton recordings.</summary>
        /// <param name="format">The format, see <see cref="SkeletonFormat"/>.</param>
        /// <param name="split">The clips to keep; null for all.</param>
        /// <param name="onBadFile">What to do with a file that cannot be read.</param>
        /// <returns>The loader.</returns>
        public SkeletonLoader CreateSkeletonLoader(
            ISkeletonFormat format,
            SkeletonSplit? split = null,
            OnBadFile onBadFile = OnBadFile.Throw)
            => catalog.CreateSkeletonLoader(new SkeletonLoader.Options { Format = format, Split = split, OnBadFile = onBadFile });
    }
}
