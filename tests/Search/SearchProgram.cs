using System.Diagnostics;

namespace MsMclr.MLNet.Tests;

/// <summary>The sample as it was built, run as a user does: in a process of its own.</summary>
internal static class SearchProgram
{
    public static Process Start(string database, params string[] arguments)
    {
        var (here, there) = (Path.Combine("tests", "Search"), Path.Combine("examples", "Search"));
        var folder = AppContext.BaseDirectory.Replace(here, there, StringComparison.Ordinal);
        string[] words = [Path.Combine(folder, "Search.dll"), "--database", database, .. arguments];
        return Process.Start(new ProcessStartInfo("dotnet", words) { RedirectStandardOutput = true, RedirectStandardError = true })!;
    }

    /// <summary>Runs a command to its end, and gives what it wrote.</summary>
    public static string Run(string database, int code, params string[] arguments)
    {
        using var process = Start(database, arguments);
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.EqualTo(code), output + errors.Result);
        return output + errors.Result;
    }
}
