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

    /// <summary>
    /// Cuts long recordings into windows, each a clip: to fit a center, a whitening or random convolutions on whatever was recorded before
    /// one camera, or to embed a recording piece by piece.
    /// </summary>
    /// <param name="recordings">A view of recordings, as <see cref="Read"/> takes it. They are read once, and held in memory.</param>
    /// <param name="frames">How long a window is. A recording that is shorter is one window as it is.</param>
    /// <param name="hop">From the beginning of one window to that of the next, in frames; null for windows end to end.</param>
    /// <returns>The windows, with the columns of the recordings: each called after its recording and its first frame, counted from 0
    /// (<c>everyday@60</c>). Those in which nobody is are left out, and so is what is left at a recording's end.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1, or the view has no column <c>Clip</c> whose type tells bodies,
    /// joints and values.</exception>
    /// <exception cref="ArgumentException">There is nobody in the recordings.</exception>
    public static IDataView Windows(IDataView recordings, int frames, int? hop = null)
    {
        ArgumentNullException.ThrowIfNull(recordings);
        ArgumentOutOfRangeException.ThrowIfLessThan(frames, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(hop ?? frames, 1, nameof(hop));
        return ClipWindows.Of(recordings, frames, hop ?? frames);
    }
}
