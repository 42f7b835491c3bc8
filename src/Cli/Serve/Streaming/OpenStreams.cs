using System.Net;
using MsMclr.MLNet.Cli.Serve.Connections;

namespace MsMclr.MLNet.Cli.Serve.Streaming;

/// <summary>Counts streams that are open, in all and by address.</summary>
internal sealed class OpenStreams(ScoringOptions options)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, int> _byAddress = [];
    private int _count;

    /// <summary>How many are open.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _count;
        }
    }

    /// <summary>Opens one, until it is disposed.</summary>
    /// <exception cref="TooManyStreamsException">The address, or all together, have as many as may be.</exception>
    public IDisposable Open(IPAddress? client)
    {
        var address = ClientAddress.Of(client);
        lock (_lock)
        {
            var own = _byAddress.GetValueOrDefault(address);
            if (own >= options.MaxStreamsPerAddress)
                throw new TooManyStreamsException($"This address has {own} streams open, which is as many as one may have.");
            if (_count >= options.MaxStreams)
                throw new TooManyStreamsException($"{_count} streams are open, which is as many as there may be; try again later.");
            _byAddress[address] = own + 1;
            _count++;
        }

        return new Place(this, address);
    }

    private void Close(IPAddress address)
    {
        lock (_lock)
        {
            _count--;
            var left = _byAddress[address] - 1;
            if (left > 0)
                _byAddress[address] = left;
            else
                _byAddress.Remove(address);
        }
    }

    private sealed class Place(OpenStreams streams, IPAddress address) : IDisposable
    {
        private int _isClosed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isClosed, 1) == 0)
                streams.Close(address);
        }
    }
}
