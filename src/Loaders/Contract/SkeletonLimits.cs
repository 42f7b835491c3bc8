namespace MsMclr.MLNet.Loaders.Contract;

/// <summary>What a file may claim. Nothing is allocated on a file's word alone; the largest numbers stop what is merely large.</summary>
/// <param name="MaxFileBytes">The largest file that is read into memory.</param>
/// <param name="MaxFrames">The longest clip.</param>
/// <param name="MaxBodies">The most bodies in a frame.</param>
/// <param name="OnCountMismatch">What to do where a declared number differs from what follows.</param>
/// <param name="Bodies">How many bodies the loader's options make room for; null where they say nothing.</param>
internal sealed record SkeletonLimits(
    long MaxFileBytes,
    int MaxFrames,
    int MaxBodies,
    OnCountMismatch OnCountMismatch = OnCountMismatch.Warn,
    int? Bodies = null);
