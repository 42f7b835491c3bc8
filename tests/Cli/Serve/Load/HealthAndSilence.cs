using System.Net.Sockets;

namespace MsMclr.MLNet.Tests;

/// <summary>
/// Clients that say nothing, and come again when they are closed; and others that ask for health as fast as they are answered.
/// </summary>
internal sealed class HealthAndSilence : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly List<Task> _tasks = [];
    private long _checks;
    private long _refused;

    public long Checks => Interlocked.Read(ref _checks);

    /// <summary>Health checks that were answered with something else than 200, or not.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    public static async Task<HealthAndSilence> Start(Uri address, int silent, int loops)
    {
        var load = new HealthAndSilence();
        for (var i = 0; i < loops; i++)
            load._tasks.Add(Task.Run(() => load.Ask(address, load._end.Token)));
        var clients = new List<RawClient>();
        while (clients.Count < silent)
            clients.Add(await RawClient.Connect(address.Port));
        load._tasks.Add(Task.Run(() => Stay(clients, address.Port, load._end.Token)));
        return load;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_tasks);
        _end.Dispose();
    }

    private static async Task Stay(List<RawClient> clients, int port, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            await Task.Delay(500, CancellationToken.None);
            for (var i = 0; i < clients.Count && !end.IsCancellationRequested; i++)
            {
                if (!clients[i].IsClosed)
                    continue;
                clients[i].Dispose();
                try
                {
                    clients[i] = await RawClient.Connect(port);
                }
                catch (SocketException)
                {
                    // It stays closed until the next time.
                }
            }
        }

        clients.ForEach(client => client.Dispose());
    }

    private async Task Ask(Uri address, CancellationToken end)
    {
        using var client = new HttpClient { BaseAddress = address };
        while (!end.IsCancellationRequested)
        {
            try
            {
                using var response = await client.GetAsync("/ready", CancellationToken.None);
                Interlocked.Increment(ref response.IsSuccessStatusCode ? ref _checks : ref _refused);
            }
            catch (HttpRequestException)
            {
                Interlocked.Increment(ref _refused);
            }
        }
    }
}
