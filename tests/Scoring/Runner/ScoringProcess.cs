using System.Diagnostics;

namespace MsMclr.MLNet.Tests;

/// <summary>
/// Runs tests/Scoring or tests/OnnxScoring, programs that know nothing of this library, in a process of its own. Compiled into the
/// tests that use it.
/// </summary>
internal static class ScoringProcess
{
    private const string Framework = "net10.0";

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
    /// <param name="modelFile">A saved model.</param>
    /// <param name="clipsFile">As <see cref="Write"/> writes it.</param>
    /// <param name="onNet8">Whether the program is the one that is built for .NET 8 (tests/ScoringOnNet8).</param>
    public static string[] Run(string modelFile, string clipsFile, bool onNet8 = false)
    {
        if (onNet8)
            return Run("ScoringOnNet8", modelFile, clipsFile, "net8.0");
        return Run("Scoring", modelFile, clipsFile, Framework);
    }

    /// <summary>The lines that tests/OnnxScoring prints of an exported model: predictions, assemblies of ours or ML.NET's.</summary>
    public static string[] RunOnnx(string modelFile, string clipsFile) => Run("OnnxScoring", modelFile, clipsFile, Framework);

    private static string[] Run(string program, string modelFile, string clipsFile, string framework)
    {
        var start = new ProcessStartInfo("dotnet", [Program(program, framework), modelFile, clipsFile])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // Where there is no .NET 8, a later one runs what is built for it.
            Environment = { ["DOTNET_ROLL_FORWARD"] = "Major" },
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        if (!process.WaitForExit(TimeSpan.FromMinutes(1)))
            process.Kill();
        Assert.That(process.ExitCode, Is.Zero, errors.Result);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    // It was built in the same configuration as these tests: their output folder below bin/ is its output folder too.
    private static string Program(string name, string framework)
    {
        var folder = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        var bin = $"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}";
        var tests = folder[..folder.LastIndexOf(bin, StringComparison.Ordinal)];
        var output = folder[(tests.Length + 1)..].Replace(Framework, framework, StringComparison.Ordinal);
        return Path.Combine(Path.GetDirectoryName(tests)!, name, output, $"MsMclr.MLNet.{name}.dll");
    }
}
