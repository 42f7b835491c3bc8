namespace MsMclr.MLNet.Fuzzing.Models;

/// <summary>A kind of file that is loaded from disk by its path: a model, an encoder, a checkpoint.</summary>
/// <param name="name">The target's name.</param>
/// <param name="path">Where inputs are written.</param>
/// <param name="load">Loads the file.</param>
/// <param name="refuses">Whether an exception is a documented way to refuse a file.</param>
/// <param name="samples">Valid files.</param>
internal sealed class ModelTarget(
    string name, string path, Action<string> load, Func<Exception, bool> refuses, params byte[][] samples) : IFuzzTarget
{
    /// <summary>Beyond these, an input counts as a find even though nothing was thrown.</summary>
    public const int MaxMilliseconds = 2_000;
    public const long MaxAllocated = 256L << 20;

    public string Name => name;

    public IReadOnlyList<byte[]> Samples => samples;

    /// <summary>Gives a file whose checksums are right again; null where it has none.</summary>
    public Func<byte[], Random, byte[]>? Forge { get; init; }

    /// <summary>Damages a file in another way than where its structure is likely to be; null where that is good enough.</summary>
    public Func<byte[], Random, byte[]>? Damage { get; init; }

    /// <summary>The mutant of a number. Every second one is forged, where that is possible: damaged behind right checksums.</summary>
    public byte[] Mutant(int seed)
    {
        var sample = samples[(int)((uint)seed % (uint)samples.Length)];
        if (Forge is not null && seed / samples.Length % 2 == 1)
            return Forge(sample, new Random(seed));
        return Damage is null ? StructureMutator.Mutate(sample, seed) : Damage(sample, new Random(seed));
    }

    public FuzzResult Run(byte[] input) => Run(input, retries: 2);

    private FuzzResult Run(byte[] input, int retries)
    {
        File.WriteAllBytes(path, input);
        var allocatedBefore = GC.GetTotalAllocatedBytes();

        // Of the processor, not of the clock: these files are also read on machines with much else to do.
        var timeBefore = Environment.CpuUsage.TotalTime;
        var taken = false;
        string? find = null;
        try
        {
            load(path);
            taken = true;
        }
#pragma warning disable CA1031 // Whatever is not documented is what we are looking for.
        catch (Exception e)
#pragma warning restore CA1031
        {
            find = refuses(e) ? null : e.ToString();
        }

        var milliseconds = (Environment.CpuUsage.TotalTime - timeBefore).TotalMilliseconds;
        var allocated = GC.GetTotalAllocatedBytes() - allocatedBefore;

        // Compilation and garbage collection are no fault of a reader: what is slow has to be slow again.
        if (find is null && milliseconds > MaxMilliseconds / 2 && retries > 0)
        {
            var again = Run(input, retries - 1);
            return again with { Milliseconds = Math.Min(milliseconds, again.Milliseconds) };
        }

        if (find is null && (milliseconds > MaxMilliseconds || allocated > MaxAllocated))
            find = $"{milliseconds:f0} ms, {allocated} bytes";
        return new FuzzResult(taken, find, milliseconds, allocated);
    }
}
