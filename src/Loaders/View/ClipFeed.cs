using MsMclr.MLNet.Loaders.Contract;

namespace MsMclr.MLNet.Loaders.View;

/// <summary>One pass over a source. Whoever takes a clip disposes it.</summary>
internal abstract class ClipFeed : IDisposable
{
    /// <summary>The next clip, with a position that is the same in every pass over the source, shuffled or not; null at the end.</summary>
    public abstract LoadedClip? Next(out UInt128 id);

    /// <summary>Stops what runs ahead and frees files.</summary>
    public abstract void Dispose();
}
