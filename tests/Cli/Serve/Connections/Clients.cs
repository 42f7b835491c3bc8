namespace MsMclr.MLNet.Tests;

/// <summary>Many clients that do the same.</summary>
internal sealed class Clients : IDisposable
{
    private Clients(IReadOnlyList<RawClient> all) => All = all;

    public IReadOnlyList<RawClient> All { get; }

    /// <summary>How many of them the service has closed.</summary>
    public int Closed => All.Count(client => client.IsClosed);

    public static async Task<Clients> Connect(RunningService service, int count, string from = "127.0.0.1")
    {
        var all = new List<RawClient>();
        while (all.Count < count)
            all.Add(await RawClient.Connect(service.Address.Port, from));
        return new Clients(all);
    }

    public async Task Send(string text)
    {
        foreach (var client in All)
        {
            try
            {
                await client.Send(text);
            }
            catch (System.Net.Sockets.SocketException)
            {
                // Closed for another.
            }
        }
    }

    public void Dispose()
    {
        foreach (var client in All)
            client.Dispose();
    }
}
