using System.Collections.Immutable;

namespace MsMclr.MLNet.Transforms.RandomConvolutions;

/// <summary>A dilation and how many thresholds each kernel has at it.</summary>
/// <param name="Step">Frames between two taps of a kernel.</param>
/// <param name="Thresholds">Thresholds of each kernel.</param>
internal readonly record struct KernelDilation(int Step, int Thresholds)
{
    private const int MostDilations = 32;

    /// <summary>
    /// Dilations for clips of so many frames: powers of 2 with evenly spaced exponents, from 1 to the widest kernel that fits
    /// into a clip, rounded down. Where several fall together, that dilation has the thresholds of all of them.
    /// </summary>
    /// <param name="frames">T.</param>
    /// <param name="thresholds">All thresholds of a kernel.</param>
    public static ImmutableArray<KernelDilation> Spread(int frames, int thresholds)
    {
        var count = Math.Min(thresholds, MostDilations);
        var widest = Math.Max(1.0, (frames - 1.0) / (KernelPositions.Length - 1));
        var steps = Enumerable.Range(0, count).Select(index => (int)Math.Pow(widest, count == 1 ? 0 : index / (count - 1.0)));
        var shares = steps.GroupBy(step => step).Select(group => (Step: group.Key, Share: group.Count())).ToList();
        var dilations = new List<KernelDilation>();
        var before = 0;
        var given = 0;
        foreach (var (step, share) in shares)
        {
            before += share;
            var upToHere = (int)((long)before * thresholds / count);
            dilations.Add(new KernelDilation(step, upToHere - given));
            given = upToHere;
        }

        return [.. dilations];
    }
}
