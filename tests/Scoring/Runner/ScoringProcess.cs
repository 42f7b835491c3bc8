using System.Diagnostics;

namespace MsMclr.MLNet.Tests;

/// <summary>Runs tests/Scoring, a program that knows nothing of this library, in a process of its own. Compiled into the tests that use it.</summary>
internal static class ScoringProcess
{
    public static void Write(string path, IReadOnlyList<float[]> clips)
    {
        using var writer = new BinaryWriter(File.Create(path));
        writer.Write(clips.Count);
        foreach (var clip in clips)
        {
            writer.Write(clip.Length);
            foreach (var value in clip)
                writer.Write(value);
        }
    }

    /// <summary>The lines that it prints: predictions one by one, predictions of a view, assemblies of ours.</summary>
    public static string[] Run(string modelFile, string clipsFile)
    {
        var folder = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        var tests = folder[..folder.LastIndexOf($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal)];
        var program = Path.Combine(Path.GetDirectoryName(tests)!, "Scoring", folder[(tests.Length + 1)..], "MsMclr.MLNet.Scoring.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, modelFile, clipsFile]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        if (!process.WaitForExit(TimeSpan.FromMinutes(1)))
            process.Kill();
        Assert.That(process.ExitCode, Is.Zero, errors.Result);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
