using Microsoft.ML;
using MsMclr.MLNet.Loaders.Memory;

namespace MsMclr.MLNet;

/// <summary>Reads the clips of a view as they are in memory: the way back from <c>mlContext.Data.LoadFromClips</c>.</summary>
public static class SkeletonClips
{
    /// <summary>
    /// Reads the clips of a view one after the other: to show them, or to teach them to a bank of examples. Nothing is kept.
    /// </summary>
    /// <param name="clips">A view of recordings: its column <c>Clip</c>, and <c>Name</c>, <c>Label</c>, <c>Subject</c>, <c>Camera</c> and
    /// <c>FrameRate</c> where it has them.</param>
    /// <returns>The clips, read while they are asked for.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The view has no column <c>Clip</c> whose type tells bodies, joints and values.
    /// </exception>
    public static IEnumerable<SkeletonRecording> Read(IDataView clips)
    {
        ArgumentNullException.ThrowIfNull(clips);
        return ClipRows.Of(clips);
    }
}
