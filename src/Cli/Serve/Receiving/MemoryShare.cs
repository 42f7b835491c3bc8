using System.Net;

namespace MsMclr.MLNet.Cli.Serve.Receiving;

/// <summary>What one request has taken of the budget.</summary>
internal sealed class MemoryShare(BodyMemory memory, IPAddress address) : IDisposable
{
    private long _bytes;

    /// <exception cref="BusyException">Others have taken the memory, or the address has all that one may have.</exception>
    public void Take(long bytes)
    {
        memory.Take(address, bytes);
        Interlocked.Add(ref _bytes, bytes);
    }

    public void Dispose() => memory.GiveBack(address, Interlocked.Exchange(ref _bytes, 0));
}
