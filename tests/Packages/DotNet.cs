using System.Diagnostics;
using System.Reflection;

namespace MsMclr.MLNet.Tests;

/// <summary>Runs <c>dotnet</c> as a user would, in a folder and with settings that are not the repository's.</summary>
internal static class DotNet
{
    public static string Configuration { get; } =
        typeof(DotNet).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    /// <summary>What it printed. A failure is an assertion that shows the end of it.</summary>
    public static async Task<string> Run(string folder, TimeSpan limit, params string[] arguments)
    {
        var (exitCode, text) = await Try(folder, limit, arguments);
        Assert.That(exitCode, Is.Zero, $"dotnet {string.Join(' ', arguments)}:\n{text[Math.Max(0, text.Length - 4_000)..]}");
        return text;
    }

    /// <summary>How it ended, and what it printed.</summary>
    public static async Task<(int ExitCode, string Text)> Try(string folder, TimeSpan limit, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        // Neither a server nor a node that outlives the test; nor what this test's own build has set.
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var stop = new CancellationTokenSource(limit);
        try
        {
            await process.WaitForExitAsync(stop.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"dotnet {string.Join(' ', arguments)}: not done after {limit}");
        }

        return (process.ExitCode, await output + await error);
    }
}
