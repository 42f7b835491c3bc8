using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using MsMclr.MLNet.Cli.Serve.Hosting;
using MsMclr.MLNet.Cli.Serve;

namespace MsMclr.MLNet.Tests;

/// <summary>The service on a free port of loopback, with Kestrel, as it is deployed.</summary>
internal sealed class RunningService : IAsyncDisposable
{
    private RunningService(WebApplication app)
    {
        App = app;
        Address = new Uri(app.Urls.Single());
        Client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 64 }) { BaseAddress = Address };
    }

    public WebApplication App { get; }

    public Uri Address { get; }

    public HttpClient Client { get; }

    public static async Task<RunningService> Start(params string[] args)
    {
        var app = ScoringApp.Create(["--model", TinyModel.File, "--urls", "http://127.0.0.1:0", .. args]);
        await app.StartAsync();
        return new RunningService(app);
    }

    /// <summary>A clip of two bodies of 25 joints as it is posted.</summary>
    public static byte[] JsonOf(float[] clip)
    {
        var frames = clip.Chunk(150).Select(frame => frame.Chunk(75).Select(Joints));
        return JsonSerializer.SerializeToUtf8Bytes(new { frames });

        static float[][]? Joints(float[] body) => body.All(value => value == 0) ? null : [.. body.Chunk(3)];
    }

    /// <summary>The same clip as an NTU file.</summary>
    public static byte[] NtuOf(float[] clip)
    {
        return Encoding.ASCII.GetBytes(NtuText.Write([.. clip.Chunk(150).Select(Bodies)]));

        static IReadOnlyList<(ulong, float[])> Bodies(float[] frame)
        {
            var numbered = frame.Chunk(75).Select((body, place) => (Number: (ulong)place + 1, Joints: body));
            return [.. numbered.Where(body => body.Joints.Any(value => value != 0))];
        }
    }

    public Task<HttpResponseMessage> Post(byte[] content, string type = "application/json", string query = "")
    {
        var body = new ByteArrayContent(content) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } };
        return Client.PostAsync("/score" + query, body);
    }

    public async Task<ScoringAnswer> Score(byte[] content, string type = "application/json", string query = "")
    {
        using var response = await Post(content, type, query);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<ScoringAnswer>())!;
    }

    /// <summary>What is left of a conversation in bytes: everything that the service sends until it closes.</summary>
    public async Task<string> Say(string request, Func<NetworkStream, Socket, Task>? then = null)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, Address.Port);
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request.ReplaceLineEndings("\r\n")));
        if (then is not null)
            await then(stream, socket);
        using var received = new MemoryStream();
        try
        {
            await stream.CopyToAsync(received).WaitAsync(TimeSpan.FromSeconds(30));
        }
        catch (IOException) when (received.Length > 0)
        {
            // Answered in full, then reset: Kestrel's way to end a connection whose client broke off.
        }
        catch (IOException)
        {
            return "reset";
        }

        return Encoding.UTF8.GetString(received.ToArray());
    }

    public async Task IsStillWell()
    {
        Assert.That(await Client.GetStringAsync("/ready"), Is.EqualTo("Ready"));
        Assert.That((await Score(JsonOf(TinyModel.Clips[0]))).Embedding, Is.EqualTo(TinyModel.Expected[0].Features));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.DisposeAsync();
    }

    /// <summary>The head of a request with a body of that length.</summary>
    public static string Head(int length, string type = "application/json") => string.Create(
        CultureInfo.InvariantCulture,
        $"POST /score HTTP/1.1\nHost: localhost\nConnection: close\nContent-Type: {type}\nContent-Length: {length}\n\n");
}
