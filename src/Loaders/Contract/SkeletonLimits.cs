namespace MsMclr.MLNet.Loaders.Contract;

/// <summary>What a file may claim at most. Nothing is allocated on a file's word alone; these stop what is merely large.</summary>
internal sealed record SkeletonLimits(long MaxFileBytes, int MaxFrames, int MaxBodies);
