using System.Diagnostics;

namespace MsMclr.MLNet.Tests;

/// <summary>The command as it was built, run as a user does: in a process of its own.</summary>
internal static class Tool
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The program, in the folder below src that these tests' own has beside it. The tool is built for no system in particular.
    /// </summary>
    public static string Program { get; } = Find();

    public static Process Start(params string[] arguments) => Process.Start(Started(arguments))!;

    /// <summary>Runs a command to its end.</summary>
    public static ToolRun Run(params string[] arguments) => Run(Started(arguments));

    /// <summary>Runs it with a folder for temporary files of its own.</summary>
    public static ToolRun RunWithTemporary(string folder, params string[] arguments)
    {
        var started = Started(arguments);
        started.Environment["TMPDIR"] = Directory.CreateDirectory(folder).FullName;
        return Run(started);
    }

    private static ProcessStartInfo Started(string[] arguments) => new("dotnet", [Program, .. arguments])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };

    private static ToolRun Run(ProcessStartInfo started)
    {
        using var process = Process.Start(started)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
            process.Kill();
        process.WaitForExit();
        return new ToolRun(process.ExitCode, output.Result, errors.Result);
    }

    private static string Find()
    {
        var here = Path.Combine("tests", "Cli");
        var there = Path.Combine("src", "Cli");
        var system = AppContext.BaseDirectory.Replace(here, there, StringComparison.Ordinal).TrimEnd(Path.DirectorySeparatorChar);
        return Path.Combine(Path.GetDirectoryName(system)!, "MsMclr.MLNet.Cli.dll");
    }
}
