using System.Diagnostics;
using System.Runtime.InteropServices;

namespace MsMclr.MLNet.Tests;

/// <summary>A command that <c>dotnet tool install</c> has put into a folder.</summary>
internal sealed class InstalledTool(string program, string workFolder)
{
    /// <summary>Installs a tool from <see cref="PackedPackages.Feed"/>.</summary>
    public static async Task<InstalledTool> Install(string package, string command)
    {
        var folder = Path.Combine(PackedPackages.Folder, command);
        string[] source = ["--tool-path", folder, "--add-source", PackedPackages.Feed, "--version", PackedPackages.Version];
        await DotNet.Run(PackedPackages.Folder, PackedPackages.Patience, ["tool", "install", package, .. source]);
        var work = Directory.CreateDirectory(Path.Combine(PackedPackages.Folder, "work")).FullName;
        return new InstalledTool(Path.Combine(folder, OperatingSystem.IsWindows() ? command + ".exe" : command), work);
    }

    /// <summary>Runs the command in an empty folder.</summary>
    /// <param name="packages">Where NuGet's downloads lie for it.</param>
    /// <param name="arguments">What is typed.</param>
    public async Task<(int ExitCode, string Output, string Errors)> Run(string packages, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = workFolder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["NUGET_PACKAGES"] = packages;
        start.Environment.Remove("MSMCLR_LIBTORCH");
        // The runtime may lie where a program of its own does not look.
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var stop = new CancellationTokenSource(PackedPackages.Patience);
        try
        {
            await process.WaitForExitAsync(stop.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{string.Join(' ', arguments)}: not done after {PackedPackages.Patience}");
        }

        return (process.ExitCode, await output, await errors);
    }
}
