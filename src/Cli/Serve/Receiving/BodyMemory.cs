using System.Net;
using MsMclr.MLNet.Cli.Serve.Connections;

namespace MsMclr.MLNet.Cli.Serve.Receiving;

/// <summary>
/// The memory that strangers may claim: one budget for the bodies, and the clips that are sent back, of all requests. One address has a
/// share of it, so that whoever claims all that they can lock nobody else out.
/// </summary>
internal sealed class BodyMemory(long budget, long perAddress)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, long> _byAddress = [];
    private long _taken;
    private long _most;

    public long Budget => budget;

    /// <summary>What is taken now.</summary>
    public long Taken
    {
        get
        {
            lock (_lock)
                return _taken;
        }
    }

    /// <summary>Takes a share for a client, which grows and is given back as a whole.</summary>
    public MemoryShare Share(IPAddress? client) => new(this, ClientAddress.Of(client));

    /// <summary>What was taken at most since this was asked last.</summary>
    public long TakeMost()
    {
        lock (_lock)
        {
            var most = _most;
            _most = 0;
            return most;
        }
    }

    /// <exception cref="BusyException">Others have taken it, or the address has all that one may have.</exception>
    public void Take(IPAddress address, long bytes)
    {
        lock (_lock)
        {
            if (_taken + bytes > budget)
                throw new BusyException("Too many clips are being received; try again in a second.");
            var own = _byAddress.GetValueOrDefault(address) + bytes;
            if (own > perAddress)
                throw new BusyException("Too many clips of your address are being received; try again in a second.");
            _byAddress[address] = own;
            _taken += bytes;
            _most = Math.Max(_most, _taken);
        }
    }

    public void GiveBack(IPAddress address, long bytes)
    {
        lock (_lock)
        {
            _taken -= bytes;
            var left = _byAddress.GetValueOrDefault(address) - bytes;
            if (left > 0)
                _byAddress[address] = left;
            else
                _byAddress.Remove(address);
        }
    }
}
