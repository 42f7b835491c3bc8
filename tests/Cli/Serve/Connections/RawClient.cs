using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MsMclr.MLNet.Tests;

/// <summary>A connection whose bytes a test writes itself.</summary>
internal sealed class RawClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Socket _socket;

    private RawClient(Socket socket) => _socket = socket;

    /// <summary>Connects, from an address of loopback.</summary>
    public static async Task<RawClient> Connect(int port, string from = "127.0.0.1")
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
        await socket.ConnectAsync(IPAddress.Loopback, port);
        return new RawClient(socket);
    }

    public async Task Send(string text) => await _socket.SendAsync(Encoding.Latin1.GetBytes(text.ReplaceLineEndings("\r\n")));

    public async Task Send(ReadOnlyMemory<byte> bytes) => await _socket.SendAsync(bytes);

    /// <summary>What comes until the service closes, or until an answer is there; empty where it closes or resets without a word.</summary>
    public async Task<string> Hear(string until = "")
    {
        var heard = new StringBuilder();
        var buffer = new byte[1 << 16];
        try
        {
            while (until.Length == 0 || !heard.ToString().Contains(until, StringComparison.Ordinal))
            {
                var read = await _socket.ReceiveAsync(buffer).WaitAsync(Patience);
                if (read == 0)
                    break;
                heard.Append(Encoding.Latin1.GetString(buffer, 0, read));
            }
        }
        catch (SocketException)
        {
            // Reset.
        }

        return heard.ToString();
    }

    /// <summary>Whether there is something to hear, or the service has closed it.</summary>
    public bool HasAnswer => _socket.Poll(0, SelectMode.SelectRead);

    /// <summary>Whether the service has closed it.</summary>
    public bool IsClosed
    {
        get
        {
            try
            {
                return _socket.Poll(0, SelectMode.SelectRead) && _socket.Available == 0;
            }
            catch (SocketException)
            {
                return true;
            }
        }
    }

    public void Dispose() => _socket.Dispose();
}
