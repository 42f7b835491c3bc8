using System.Diagnostics;

namespace MsMclr.MLNet.Tests;

/// <summary>
/// What trains for hours says at once that there is no ONNX Runtime for its model: tests/Resume, a program without it.
/// </summary>
public class MissingOnnxRuntimeTests
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "MsMclr.MLNet.Resume.dll")
        .Replace(Path.Combine("tests", "Trainers"), Path.Combine("tests", "Resume"), StringComparison.Ordinal);

    [Test]
    public void Pretraining_and_fine_tuning_name_the_package_before_they_read_a_clip()
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Program, "without-onnx-runtime"])
        {
            RedirectStandardOutput = true,
        })!;
        var printed = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, printed);
        const string Told = "0 clips: Scoring needs the native ONNX Runtime: add the package Microsoft.ML.OnnxRuntime (CPU)";
        Assert.That(printed.Trim().Split('\n'), Has.Length.EqualTo(2).And.All.StartsWith(Told));
    }
}
