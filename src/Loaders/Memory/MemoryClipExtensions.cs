using System.Numerics;
using Microsoft.ML;
using MsMclr.MLNet.Loaders.Memory;

namespace MsMclr.MLNet;

/// <summary>Adds clips that are in memory to <c>mlContext.Data</c>.</summary>
public static class MemoryClipExtensions
{
    extension(DataOperationsCatalog catalog)
    {
        /// <summary>Loads clips that are in memory: the columns that files give, as far as the clips tell them.</summary>
        /// <param name="clips">The clips, listed once. Their values are not copied until they are read.</param>
        /// <param name="options">The skeleton, the labels' names and sizes; null where the clips tell the skeleton.</param>
        /// <returns>The clips: <c>Clip</c>, <c>Vector&lt;Single, *, M, V, C&gt;</c>, annotated with the layout; <c>Label</c>; <c>Name</c>;
        /// <c>Subject</c>, <c>Camera</c> and <c>FrameRate</c>, where a clip has one.</returns>
        /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
        /// <exception cref="ArgumentException">The skeleton is not known, or clips differ from it or from each other; the message names all
        /// that is wrong.</exception>
        public IDataView LoadFromClips(IEnumerable<SkeletonRecording> clips, MemoryClipOptions? options = null)
        {
            ArgumentNullException.ThrowIfNull(catalog);
            ArgumentNullException.ThrowIfNull(clips);
            return MemorySource.View(MemoryClips.Check([.. clips], (options ?? new MemoryClipOptions()).Checked()));
        }

        /// <summary>Loads clips that are arrays <c>[T, M, V, C]</c>. They are copied.</summary>
        /// <typeparam name="T"><see cref="float"/>, <see cref="double"/> or <see cref="Half"/>.</typeparam>
        /// <param name="clips">The clips: frames, bodies, joints, values. T may differ. An absent body is zeros, and a joint that was not
        /// found is NaN.</param>
        /// <param name="layout">The skeleton.</param>
        /// <param name="labels">The action of each clip, null where it is not known; null for no labels.</param>
        /// <param name="subjects">The person of each clip, 1-based, 0 where it is not known; null for no people.</param>
        /// <returns>The clips, as files give them.</returns>
        /// <exception cref="ArgumentException">Clips differ from the skeleton or from each other, or there are more or fewer labels or
        /// people than clips; the message names all that is wrong.</exception>
        public IDataView LoadFromClips<T>(
            IEnumerable<T[,,,]> clips,
            SkeletonLayout layout,
            IEnumerable<string?>? labels = null,
            IEnumerable<uint>? subjects = null)
            where T : IBinaryFloatingPointIeee754<T>
        {
            ArgumentNullException.ThrowIfNull(clips);
            ArgumentNullException.ThrowIfNull(layout);
            return Load(catalog, [.. clips.Select(clip => SkeletonRecording.From(clip))], layout, labels, subjects);
        }

        /// <summary>Loads clips that are lists of frames, or jagged arrays <c>[T][M][V][C]</c>. They are copied.</summary>
        /// <typeparam name="T"><see cref="float"/>, <see cref="double"/> or <see cref="Half"/>.</typeparam>
        /// <param name="clips">The clips; each a list of frames, each an array of bodies, of joints, of values. A frame may have any number
        /// of bodies; null and empty ones are absent.</param>
        /// <param name="layout">The skeleton.</param>
        /// <param name="labels">The action of each clip, null where it is not known; null for no labels.</param>
        /// <param name="subjects">The person of each clip, 1-based, 0 where it is not known; null for no people.</param>
        /// <returns>The clips, as files give them.</returns>
        /// <exception cref="ArgumentException">Clips differ from the skeleton or from each other, or there are more or fewer labels or
        /// people than clips; the message names all that is wrong.</exception>
        public IDataView LoadFromClips<T>(
            IEnumerable<IReadOnlyList<T[]?[]?[]?>> clips,
            SkeletonLayout layout,
            IEnumerable<string?>? labels = null,
            IEnumerable<uint>? subjects = null)
            where T : IBinaryFloatingPointIeee754<T>
        {
            ArgumentNullException.ThrowIfNull(clips);
            ArgumentNullException.ThrowIfNull(layout);
            return Load(catalog, [.. clips.Select(clip => SkeletonRecording.From(clip))], layout, labels, subjects);
        }
    }

    private static IDataView Load(
        DataOperationsCatalog catalog,
        SkeletonRecording[] recordings,
        SkeletonLayout layout,
        IEnumerable<string?>? labels,
        IEnumerable<uint>? subjects)
        => catalog.LoadFromClips(KnownOfClips.Add(recordings, labels, subjects), new MemoryClipOptions { Layout = layout });
}
