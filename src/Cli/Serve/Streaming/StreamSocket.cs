using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MsMclr.MLNet.Cli.Serve.Streaming;

/// <summary>A WebSocket that receives messages of a bounded size in a bounded time, and sends JSON.</summary>
internal sealed class StreamSocket(WebSocket socket, int longest, ScoringOptions options) : IDisposable
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    // Of no pool: a receipt that was left may still write into it.
    private readonly Memory<byte> _buffer = new byte[longest];
    private Task<ValueWebSocketReceiveResult>? _left;

    /// <summary>The next message; it stands until the next call. Null where the client has closed.</summary>
    /// <exception cref="FormatException">It is too long or no text.</exception>
    /// <exception cref="TimeoutException">There was none for a while.</exception>
    /// <exception cref="OperationCanceledException">The client is gone, or the service stops.</exception>
    public async Task<ReadOnlyMemory<byte>?> Receive(CancellationToken cancellationToken)
    {
        var length = 0;
        while (true)
        {
            var part = await Part(length, TimeSpan.FromSeconds(options.IdleSeconds), cancellationToken);
            if (part.MessageType == WebSocketMessageType.Close)
                return null;
            if (part.MessageType != WebSocketMessageType.Text)
                throw new FormatException("a message is binary; text is expected.");
            length += part.Count;
            if (part.EndOfMessage)
                return _buffer[..length];
            if (length == _buffer.Length)
                throw new FormatException($"a message is longer than {_buffer.Length} bytes.");
        }
    }

    public async Task Send<T>(T message, CancellationToken cancellationToken)
    {
        // A client that reads nothing is not waited for forever.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(options.TimeoutSeconds));
        var text = JsonSerializer.SerializeToUtf8Bytes(message, Json);
        await socket.SendAsync(text, WebSocketMessageType.Text, endOfMessage: true, patience.Token);
    }

    /// <summary>Closes, and waits a little for the client to do so: what it has sent and nobody has read would reset the connection, and
    /// the client might never see what it was told.</summary>
    public async Task Close(WebSocketCloseStatus status)
    {
        using var patience = new CancellationTokenSource(Farewell);
        await socket.CloseOutputAsync(status, statusDescription: null, patience.Token);
        while (socket.State == WebSocketState.CloseSent)
            await Part(0, Farewell, patience.Token);
    }

    public void Dispose() => socket.Dispose();

    // Not canceled, but left: a canceled receipt would abort the socket before it could say why.
    private async Task<ValueWebSocketReceiveResult> Part(int from, TimeSpan patience, CancellationToken cancellationToken)
    {
        _left ??= socket.ReceiveAsync(_buffer[from..], CancellationToken.None).AsTask();
        var part = await _left.WaitAsync(patience, cancellationToken);
        _left = null;
        return part;
    }
}
