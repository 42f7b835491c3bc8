using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MsMclr.MLNet.Tests;

/// <summary>A headless Chromium, spoken to in its own protocol: enough to open a page, hand it a file and look at it.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];
    private readonly Process _process;
    private readonly DirectoryInfo _profile;
    private readonly ClientWebSocket _socket = new();
    private int _calls;

    private Browser(Process process, DirectoryInfo profile) => (_process, _profile) = (process, profile);

    public static string? Program()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return Names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }

    public static async Task<Browser> Open(Uri page)
    {
        var profile = Directory.CreateTempSubdirectory("msmclr-browser-");
        string[] arguments =
        [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--remote-debugging-port=0",
            $"--user-data-dir={profile.FullName}", "about:blank",
        ];
        var process = Process.Start(new ProcessStartInfo(Program()!, arguments)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        var browser = new Browser(process, profile);
        var line = "";
        while (!line.StartsWith("DevTools listening on ws://", StringComparison.Ordinal))
        {
            line = await process.StandardError.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60))
                ?? throw new InvalidOperationException("Chromium did not start.");
        }

        _ = process.StandardError.ReadToEndAsync();
        using var client = new HttpClient();
        var port = new Uri(line["DevTools listening on ".Length..]).Port;
        var tabs = JsonNode.Parse(await client.GetStringAsync($"http://127.0.0.1:{port}/json/list"))!.AsArray();
        var tab = tabs.First(tab => (string?)tab!["type"] == "page")!;
        await browser._socket.ConnectAsync(new Uri(tab["webSocketDebuggerUrl"]!.ToString()), CancellationToken.None);
        await browser.Call("Page.enable");
        await browser.Call("DOM.enable");
        await browser.Look(1_100, 900, dark: false);
        await browser.Call("Page.navigate", new { url = page.ToString() });
        return browser;
    }

    public Task Look(int width, int height, bool dark)
    {
        var scheme = new { name = "prefers-color-scheme", value = dark ? "dark" : "light" };
        return Task.WhenAll(
            Call("Emulation.setDeviceMetricsOverride", new { width, height, deviceScaleFactor = 1, mobile = width < 600 }),
            Call("Emulation.setEmulatedMedia", new { features = new[] { scheme } }));
    }

    /// <summary>Evaluates an expression again and again until it is true.</summary>
    public async Task Wait(string condition)
    {
        var end = DateTime.UtcNow.AddSeconds(30);
        while ((await Evaluate(condition))?.GetValueKind() != JsonValueKind.True)
        {
            var text = await Evaluate("document.body.innerText");
            Assert.That(DateTime.UtcNow, Is.LessThan(end), $"{condition} did not come true; the page says: {text}");
            await Task.Delay(50);
        }
    }

    public async Task<JsonNode?> Evaluate(string expression)
    {
        var answer = await Call("Runtime.evaluate", new { expression, returnByValue = true, awaitPromise = true });
        return answer["result"]!["value"];
    }

    public async Task Choose(string selector, string file)
    {
        var root = (await Call("DOM.getDocument"))["root"]!["nodeId"]!.GetValue<int>();
        var nodeId = (await Call("DOM.querySelector", new { nodeId = root, selector }))["nodeId"]!.GetValue<int>();
        await Call("DOM.setFileInputFiles", new { files = new[] { file }, nodeId });
    }

    public async Task<byte[]> Picture()
    {
        var answer = await Call("Page.captureScreenshot", new { format = "png", captureBeyondViewport = true });
        return Convert.FromBase64String(answer["data"]!.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        for (var tries = 0; tries < 20 && _profile.Exists; tries++, _profile.Refresh())
        {
            try
            {
                _profile.Delete(recursive: true);
            }
            catch (IOException)
            {
                await Task.Delay(100);
            }
        }
    }

    private async Task<JsonNode> Call(string method, object? parameters = null)
    {
        await _turn.WaitAsync();
        try
        {
            var id = ++_calls;
            var call = JsonSerializer.SerializeToUtf8Bytes(new { id, method, @params = parameters ?? new { } });
            await _socket.SendAsync(call, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
            while (true)
            {
                var message = JsonNode.Parse(await Receive())!;
                if ((int?)message["id"] == id) // Everything else is an event.
                    return message["result"] ?? throw new InvalidOperationException(message.ToJsonString());
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    private readonly SemaphoreSlim _turn = new(1);

    private async Task<string> Receive()
    {
        var buffer = new byte[1 << 16];
        using var text = new MemoryStream();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var part = await _socket.ReceiveAsync(buffer, patience.Token);
            text.Write(buffer, 0, part.Count);
            if (part.EndOfMessage)
                return Encoding.UTF8.GetString(text.ToArray());
        }
    }
}
