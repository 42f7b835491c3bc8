namespace MsMclr.MLNet.Loaders.Contract;

/// <summary>What a file may claim. Nothing is allocated on a file's word alone; the largest numbers stop what is merely large.</summary>
internal sealed record SkeletonLimits(
    long MaxFileBytes,
    int MaxFrames,
    int MaxBodies,
    OnCountMismatch OnCountMismatch = OnCountMismatch.Warn);
