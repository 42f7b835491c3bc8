namespace MsMclr.MLNet.Cli.Serve.Receiving;

/// <summary>What one request has taken of the budget.</summary>
internal sealed class MemoryShare(BodyMemory memory) : IDisposable
{
    private long _bytes;

    /// <exception cref="BusyException">Others have taken the memory.</exception>
    public void Take(long bytes)
    {
        memory.Take(bytes);
        Interlocked.Add(ref _bytes, bytes);
    }

    public void Dispose() => memory.GiveBack(Interlocked.Exchange(ref _bytes, 0));
}
