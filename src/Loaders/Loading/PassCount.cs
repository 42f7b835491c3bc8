using MsMclr.MLNet.Loaders.Contract;

namespace MsMclr.MLNet.Loaders.Loading;

/// <summary>Counts what a pass reads and leaves out.</summary>
internal sealed class PassCount
{
    private long _clips;
    private long _empty;
    private long _interpolated;
    private long _clipsWithGaps;
    private long _noise;
    private long _withoutPlace;
    private long _framesLeftOut;
    private long _clipsLeftOut;

    public long Skipped { get; set; }

    public void Add(LoadedClip clip)
    {
        _clips++;
        _clipsWithGaps += clip.EmptyFrames + clip.InterpolatedFrames > 0 ? 1 : 0;
        _empty += clip.EmptyFrames;
        _interpolated += clip.InterpolatedFrames;
        if (clip.Places is not { LeftOut: > 0 } places)
            return;
        _noise += places.Noise;
        _withoutPlace += places.WithoutPlace;
        _framesLeftOut += places.LeftOut;
        _clipsLeftOut++;
    }

    public SkeletonLoadReport Report(int files) => new()
    {
        Files = files,
        Clips = _clips,
        Skipped = Skipped,
        ClipsWithGaps = _clipsWithGaps,
        EmptyFrames = _empty,
        InterpolatedFrames = _interpolated,
        NoiseBodies = _noise,
        BodiesWithoutPlace = _withoutPlace,
        BodyFramesLeftOut = _framesLeftOut,
        ClipsWithBodiesLeftOut = _clipsLeftOut,
    };
}
