using Microsoft.ML.Data;
using MsMclr.MLNet.Loaders.Loading;

namespace MsMclr.MLNet;

/// <summary>
/// Recordings that <see cref="SkeletonLoader.Find"/> found, in ordinal order of their paths, none of them opened. Of formats that have a
/// file for each frame, the files of a clip are one recording.
/// </summary>
public sealed class SkeletonRecordingList
{
    internal SkeletonRecordingList(IMultiStreamSource files, ISkeletonFormat format)
    {
        Format = format;
        Clips = new ClipFiles(files, format);
        Notes = (files as SkeletonFiles)?.Notes ?? [];
    }

    /// <summary>Gets how many recordings there are. A file with many clips is one.</summary>
    public int Count => Clips.First.Count;

    internal ISkeletonFormat Format { get; }

    internal ClipFiles Clips { get; }

    /// <summary>Gets what a user should know of the search.</summary>
    internal IReadOnlyList<SkeletonFileWarning> Notes { get; }

    /// <summary>Where a recording is.</summary>
    /// <param name="recording">Which, from 0.</param>
    /// <returns>The path of its file, or of its first file.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such recording.</exception>
    public string PathOf(int recording)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(recording);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(recording, Count);
        return Clips.First.GetPathOrNull(recording) ?? "";
    }
}
