using System.Net.WebSockets;
using System.Text.Json;
using MsMclr.MLNet.Cli.Serve.Streaming;

namespace MsMclr.MLNet.Tests;

/// <summary>A program that pushes frames to the service.</summary>
internal sealed class StreamClient : IDisposable
{
    private readonly ClientWebSocket _socket;

    private StreamClient(ClientWebSocket socket) => _socket = socket;

    /// <summary>What the service said first.</summary>
    public StreamBegin Begin { get; private set; } = null!;

    public static Uri AddressOf(RunningService service, string query = "")
        => new UriBuilder(new Uri(service.Address, "/stream" + query)) { Scheme = "ws" }.Uri;

    public static async Task<StreamClient> Open(RunningService service, string query = "")
    {
        var socket = new ClientWebSocket();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await socket.ConnectAsync(AddressOf(service, query), patience.Token);
        var client = new StreamClient(socket);
        client.Begin = await client.Hear<StreamBegin>();
        return client;
    }

    /// <summary>Pushes frames without a pause, ends the stream, and gives all that was told of people.</summary>
    public async Task<IReadOnlyList<StreamAnswer>> Push(IEnumerable<SkeletonFrame> frames)
    {
        var hearing = HearAll();
        foreach (var frame in frames)
            await Send(frame);
        await Send("""{"end": true}"""u8.ToArray());
        var (told, end) = await hearing;
        Assert.That(end.Problem, Is.Null);
        return told;
    }

    public Task Send(SkeletonFrame frame)
    {
        var bodies = frame.Bodies.Select(body => new { joints = body.Values.ToArray().Chunk(3), id = body.Id });
        return Send(JsonSerializer.SerializeToUtf8Bytes(new { number = frame.Number, bodies }));
    }

    public Task Send(byte[] message, WebSocketMessageType type = WebSocketMessageType.Text)
        => _socket.SendAsync(message, type, endOfMessage: true, CancellationToken.None);

    /// <summary>All that is told to the end.</summary>
    public async Task<(IReadOnlyList<StreamAnswer> Told, StreamEnd End)> HearAll()
    {
        List<StreamAnswer> told = [];
        while (true)
        {
            var message = await Hear<JsonElement>();
            if (message.GetProperty("kind").GetString() == "end")
                return (told, message.Deserialize<StreamEnd>(JsonSerializerOptions.Web)!);
            told.Add(message.Deserialize<StreamAnswer>(JsonSerializerOptions.Web)!);
        }
    }

    public async Task<T> Hear<T>()
    {
        var buffer = new byte[1 << 14];
        var length = 0;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var part = await _socket.ReceiveAsync(buffer.AsMemory(length), patience.Token);
            Assert.That(part.MessageType, Is.EqualTo(WebSocketMessageType.Text));
            length += part.Count;
            if (part.EndOfMessage)
                return JsonSerializer.Deserialize<T>(buffer.AsSpan(0, length), JsonSerializerOptions.Web)!;
        }
    }

    /// <summary>Vanishes without a word, as a process that was killed.</summary>
    public void Dispose() => _socket.Dispose();
}
