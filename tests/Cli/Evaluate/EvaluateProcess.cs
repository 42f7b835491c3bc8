using System.Diagnostics;

namespace MsMclr.MLNet.Tests;

/// <summary>Runs <c>msmclr evaluate</c> as a user does.</summary>
internal static class EvaluateProcess
{
    private static readonly string[] Small = ["--frames", "8", "--epochs", "1", "--set", "HiddenChannels=4", "--set", "FeatureSize=16", "--set", "ProjectionSize=8"];

    /// <summary>A tiny network on made-up clips.</summary>
    public static (int ExitCode, string Output) Train(string folder, params string[] options) => TrainOn(folder, ["--format", "synthetic", "--split", "unseen-subjects", .. options]);

    /// <summary>A tiny network on recordings.</summary>
    public static (int ExitCode, string Output) TrainOn(string folder, params string[] options) => Run([.. Small, "--out", folder, .. options]);

    public static (int ExitCode, string Output) Run(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Tool.Program, "evaluate", .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(TimeSpan.FromMinutes(5)))
            process.Kill();
        process.WaitForExit();
        return (process.ExitCode, output.Result + errors.Result);
    }
}
