using Microsoft.ML.Runtime;
using MsMclr.MLNet.Loaders.Contract;

namespace MsMclr.MLNet.Loaders.Loading;

/// <summary>Counts the frames of a pass that files have not, and tells them at its end.</summary>
internal sealed class GapCount
{
    private long _clips;
    private long _empty;
    private long _interpolated;

    public void Add(LoadedClip clip)
    {
        if (clip.EmptyFrames + clip.InterpolatedFrames == 0)
            return;
        _clips++;
        _empty += clip.EmptyFrames;
        _interpolated += clip.InterpolatedFrames;
    }

    public void Report(IHost host)
    {
        if (_clips == 0)
            return;
        using var channel = host.Start("Load");
        channel.Warning(
            MessageSensitivity.None,
            "{0} clips miss frame numbers: {1} frames were left empty, {2} interpolated.",
            _clips,
            _empty,
            _interpolated);
        _clips = 0;
        _empty = 0;
        _interpolated = 0;
    }
}
