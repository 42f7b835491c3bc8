using System.Diagnostics;

namespace MsMclr.MLNet.Fuzzing;

/// <summary>
/// Something under fire: it is given mutants of valid inputs. To take one or to refuse it as documented is fine, anything else is a find.
/// </summary>
internal abstract class FuzzTarget(string name, params byte[][] samples) : IFuzzTarget
{
    /// <summary>Beyond these, an input counts as a find even though nothing was thrown.</summary>
    public const int MaxMilliseconds = 2_000;
    public const int SlowMilliseconds = 5;
    public const long MaxAllocated = 512L << 20;

    public string Name => name;

    public IReadOnlyList<byte[]> Samples => samples;

    /// <summary>Whether mutants also have what matters to a service.</summary>
    protected virtual bool IsService => false;

    /// <summary>What takes longer is tried again: a pause of the machine is no fault of a parser.</summary>
    protected virtual double SlowTime => SlowMilliseconds;

    /// <summary>The mutant of a number.</summary>
    public byte[] Mutant(int seed) => Mutator.Mutate(samples[(int)((uint)seed % (uint)samples.Length)], seed, IsService);

    /// <inheritdoc/>
    public FuzzResult Run(byte[] input) => Run(input, retries: 3);

    /// <summary>Gives an input to what is tested.</summary>
    protected abstract void Load(byte[] input);

    /// <summary>Whether an exception is the documented way to refuse an input.</summary>
    protected abstract bool IsRefusal(Exception error);

    private FuzzResult Run(byte[] input, int retries)
    {
        var allocatedBefore = GC.GetTotalAllocatedBytes();
        var watch = Stopwatch.StartNew();
        var taken = false;
        string? find = null;
        try
        {
            Load(input);
            taken = true;
        }
        catch (Exception e) when (IsRefusal(e))
        {
            // The documented way to refuse an input.
        }
#pragma warning disable CA1031 // Whatever else comes out is what we are looking for.
        catch (Exception e)
#pragma warning restore CA1031
        {
            find = e.ToString();
        }

        var milliseconds = watch.Elapsed.TotalMilliseconds;
        var allocated = GC.GetTotalAllocatedBytes() - allocatedBefore;
        if (find is null && milliseconds > SlowTime && retries > 0)
        {
            var again = Run(input, retries - 1);
            return again with { Milliseconds = Math.Min(milliseconds, again.Milliseconds) };
        }

        if (find is null && (milliseconds > MaxMilliseconds || allocated > MaxAllocated))
            find = $"{milliseconds:f0} ms, {allocated} bytes";
        return new FuzzResult(taken, find, milliseconds, allocated);
    }
}
