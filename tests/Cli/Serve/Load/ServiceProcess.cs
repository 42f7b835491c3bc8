using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using MsMclr.MLNet.Cli.Serve;

namespace MsMclr.MLNet.Tests;

/// <summary>The service in a process of its own, whose memory is its own.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ServiceProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
        Client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 16 }) { BaseAddress = address };
    }

    public Uri Address { get; }

    /// <summary>Scores with up to 16 connections.</summary>
    public HttpClient Client { get; }

    public bool HasExited => _process.HasExited;

    /// <summary>Starts it.</summary>
    /// <param name="heapLimit">What the runtime may allocate, as it sets itself in a container; 0 for no limit.</param>
    /// <param name="words">Further options.</param>
    public static async Task<ServiceProcess> Start(long heapLimit, params string[] words)
    {
        var start = new ProcessStartInfo("dotnet", [Tool.Program, "serve", "--urls", "http://127.0.0.1:0", .. words])
        {
            RedirectStandardOutput = true,
        };
        if (heapLimit > 0)
            start.Environment["DOTNET_GCHeapHardLimit"] = heapLimit.ToString("x", CultureInfo.InvariantCulture);
        var process = Process.Start(start)!;
        var line = "";
        while (!line.Contains("Now listening on"))
            line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The service did not start.");
        _ = process.StandardOutput.ReadToEndAsync();
        return new ServiceProcess(process, new Uri(line[line.IndexOf("http://", StringComparison.Ordinal)..].Trim()));
    }

    /// <summary>A number of MB of Linux's account of the process: <c>VmRSS</c>, <c>RssAnon</c>.</summary>
    public double Megabytes(string name)
    {
        var line = File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith(name + ":", StringComparison.Ordinal));
        return double.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1_024;
    }

    /// <summary>Scores a clip; null where it is answered with 503.</summary>
    public async Task<ScoringAnswer?> Score(byte[] clip)
    {
        using var content = new ByteArrayContent(clip) { Headers = { ContentType = new("application/json") } };
        using var response = await Client.PostAsync("/score", content);
        if (response.StatusCode == System.Net.HttpStatusCode.ServiceUnavailable)
            return null;
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<ScoringAnswer>();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
