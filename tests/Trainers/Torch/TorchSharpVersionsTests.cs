using System.Diagnostics;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace MsMclr.MLNet.Tests;

/// <summary>An application with another version of TorchSharp than this library is compiled against, in a process of its own.</summary>
[Platform("Linux")] // Where a user may make links.
public class TorchSharpVersionsTests
{
    private static readonly string Program = AppContext.BaseDirectory
        .Replace(Path.Combine("tests", "Trainers"), Path.Combine("tests", "Resume"), StringComparison.Ordinal);

    [TestCase("0.102.7.0")]
    [TestCase("0.108.0.0")]
    [CancelAfter(120_000)]
    public async Task Training_runs_on_the_version_that_the_application_has(string version, CancellationToken cancellation)
    {
        using var application = new TemporaryFolder();
        foreach (var file in Directory.GetFiles(Program))
            File.CreateSymbolicLink(application.File(Path.GetFileName(file)), file);
        File.Delete(application.File("TorchSharp.dll"));
        application.Write("TorchSharp.dll", WithVersion(Path.Combine(Program, "TorchSharp.dll"), Version.Parse(version)));

        string[] arguments = ["exec", application.File("MsMclr.MLNet.Resume.dll"), application.File("run"), "1"];
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["OMP_NUM_THREADS"] = "1" },
        })!;
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        Assert.That(process.ExitCode, Is.Zero, await errors);
        Assert.That(await output, Does.StartWith("step"));
        Assert.That(application.File("run/encoder.onnx"), Does.Exist);
    }

    // The same code under another number.
    private static byte[] WithVersion(string file, Version version)
    {
        var image = File.ReadAllBytes(file);
        using var stream = new MemoryStream(image, writable: false);
        using var assembly = new PEReader(stream);
        var tables = assembly.PEHeaders.MetadataStartOffset;
        // The row of the table of assemblies: an algorithm's number, then four parts of the version.
        var at = tables + assembly.GetMetadataReader().GetTableMetadataOffset(TableIndex.Assembly) + sizeof(int);
        int[] parts = [version.Major, version.Minor, version.Build, version.Revision];
        foreach (var part in parts)
        {
            BitConverter.TryWriteBytes(image.AsSpan(at), (ushort)part);
            at += sizeof(ushort);
        }

        return image;
    }
}
