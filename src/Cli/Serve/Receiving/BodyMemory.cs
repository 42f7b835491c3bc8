namespace MsMclr.MLNet.Cli.Serve.Receiving;

/// <summary>The memory that strangers may claim: one budget for the bodies, and the clips that are sent back, of all requests.</summary>
internal sealed class BodyMemory(long budget)
{
    private long _taken;
    private long _most;

    public long Budget => budget;

    /// <summary>What is taken now.</summary>
    public long Taken => Interlocked.Read(ref _taken);

    /// <summary>Takes a share, which grows and is given back as a whole.</summary>
    public MemoryShare Share() => new(this);

    /// <summary>What was taken at most since this was asked last.</summary>
    public long TakeMost() => Interlocked.Exchange(ref _most, 0);

    /// <exception cref="BusyException">Others have taken it.</exception>
    public void Take(long bytes)
    {
        long before;
        do
        {
            before = Taken;
            if (before + bytes > budget)
                throw new BusyException("Too many clips are being received; try again in a second.");
        }
        while (Interlocked.CompareExchange(ref _taken, before + bytes, before) != before);

        // Only told to those who look for a flood: it may miss a share that was taken and given back meanwhile.
        if (before + bytes > Interlocked.Read(ref _most))
            Interlocked.Exchange(ref _most, before + bytes);
    }

    public void GiveBack(long bytes) => Interlocked.Add(ref _taken, -bytes);
}
