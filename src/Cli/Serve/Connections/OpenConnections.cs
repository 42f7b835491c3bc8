using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace MsMclr.MLNet.Cli.Serve.Connections;

/// <summary>
/// Counts connections, in all and by address. Where there is no place for a newcomer, the one that has been idle longest gives way: one
/// that was never served before one that was, and one of the address that has most. So clients that say nothing lock nobody out. Only
/// requests that are being answered keep their places against newcomers.
/// </summary>
internal sealed class OpenConnections(ConnectionLimits limits)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, List<OpenConnection>> _byAddress = [];
    private int _count;

    public int Count
    {
        get
        {
            lock (_lock)
                return _count;
        }
    }

    /// <summary>Holds an endpoint to the limits.</summary>
    public void Guard(ListenOptions endpoint) => endpoint.Use(next => async connection =>
    {
        var address = ClientAddress.Of((connection.RemoteEndPoint as IPEndPoint)?.Address);
        var newcomer = new OpenConnection(connection, address);
        if (!TryAdd(newcomer))
            return; // Kestrel closes it.
        try
        {
            connection.Features.Set(newcomer);
            if (await FirstBytes.Arrive(connection, limits.Silence))
                await next(connection);
        }
        finally
        {
            lock (_lock)
                Remove(newcomer);
        }
    });

    /// <summary>Says to the connection of each request that it is served.</summary>
    public static RequestDelegate Mark(RequestDelegate next) => context =>
    {
        context.Features.Get<OpenConnection>()?.Serve(context.Response);
        return next(context);
    };

    private bool TryAdd(OpenConnection newcomer)
    {
        OpenConnection? given;
        lock (_lock)
        {
            if (!TryMakeRoom(newcomer.Address, out given))
                return false;
            Add(newcomer);
        }

        given?.Close();
        return true;
    }

    private bool TryMakeRoom(IPAddress address, out OpenConnection? given)
    {
        given = null;
        List<OpenConnection>[] candidates;
        var isAddressFull = _byAddress.TryGetValue(address, out var neighbors) && neighbors.Count >= limits.MostPerAddress;
        if (isAddressFull)
            candidates = [neighbors!];
        else if (_count >= limits.Most)
            candidates = [.. _byAddress.Values.OrderByDescending(others => others.Count)];
        else
            return true;
        given = candidates.Select(GivenUpOf).FirstOrDefault(one => one is not null);
        if (given is not null)
            Remove(given);
        return given is not null;
    }

    private static OpenConnection? GivenUpOf(List<OpenConnection> connections) => connections
        .Where(one => one.IsIdle)
        .OrderBy(one => one.HasBeenServed)
        .ThenBy(one => one.IdleSince)
        .FirstOrDefault(one => one.TryGiveUp());

    private void Add(OpenConnection connection)
    {
        if (!_byAddress.TryGetValue(connection.Address, out var neighbors))
            _byAddress.Add(connection.Address, neighbors = []);
        neighbors.Add(connection);
        _count++;
    }

    // What was given up is no longer there when it ends.
    private void Remove(OpenConnection connection)
    {
        if (!_byAddress.TryGetValue(connection.Address, out var neighbors) || !neighbors.Remove(connection))
            return;
        _count--;
        if (neighbors.Count == 0)
            _byAddress.Remove(connection.Address);
    }
}
