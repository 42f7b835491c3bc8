using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using MsMclr.MLNet.Trainers.Torch.Native;

namespace MsMclr.MLNet.Tests;

/// <summary>The whole of loading in processes of their own (tests/Resume, which trains), with a user's folder of their own.</summary>
[Platform("Linux")]
[SupportedOSPlatform("linux")]
public class LoadingProcessTests
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "MsMclr.MLNet.Resume.dll")
        .Replace(Path.Combine("tests", "Trainers"), Path.Combine("tests", "Resume"), StringComparison.Ordinal);

    [SetUp]
    public void RequireStickyTemporaryFolder() => StickyTemporaryFolder.Require();

    [Test]
    [CancelAfter(120_000)]
    public async Task Two_processes_that_start_at_once_share_one_copy(CancellationToken cancellation)
    {
        using var place = new TemporaryFolder();
        var runs = new[] { "a", "b" }.Select(run => Train(place, run, cancellation: cancellation));
        Assert.That(await Task.WhenAll(runs), Has.All.Property("ExitCode").Zero);
        var copies = Directory.GetFiles(place.Path, "*LibTorchSharp*", SearchOption.AllDirectories);
        Assert.That(copies, Has.Length.EqualTo(RepairIsNeeded ? 1 : 0));
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task A_copy_that_was_tampered_with_is_not_run(CancellationToken cancellation)
    {
        if (!RepairIsNeeded)
            Assert.Ignore("This system's libstdc++ is new enough.");
        using var place = new TemporaryFolder();
        await Train(place, "a", cancellation: cancellation);
        var copy = Directory.GetFiles(place.Path, "*LibTorchSharp*", SearchOption.AllDirectories).Single();
        var good = File.ReadAllBytes(copy);
        using (var stream = File.Create(copy))
            stream.Write(new byte[1000]);
        var again = await Train(place, "b", cancellation: cancellation);
        Assert.That(again.ExitCode, Is.Zero, again.Errors);
        Assert.That(File.ReadAllBytes(copy), Is.EqualTo(good));
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task Without_a_users_folder_training_runs_and_leaves_nothing_behind(CancellationToken cancellation)
    {
        using var place = new TemporaryFolder();
        File.Create(place.File("data")).Dispose();
        var run = await Train(place, "a", cancellation: cancellation);
        Assert.That(run.ExitCode, Is.Zero, run.Errors);
        Assert.That(Directory.GetDirectories(place.File("temporary"), "MsMclr*"), Is.Empty);
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task Switched_off_nothing_is_written_and_the_message_says_so(CancellationToken cancellation)
    {
        if (!RepairIsNeeded)
            Assert.Ignore("This system's libstdc++ is new enough.");
        using var place = new TemporaryFolder();
        var run = await Train(place, "a", repair: "0", cancellation: cancellation);
        Assert.That(run.ExitCode, Is.Not.Zero);
        Assert.That(run.Errors, Does.Contain("DllNotFoundException").And.Contain("MSMCLR_TORCH_REPAIR is 0"));
        Assert.That(Directory.Exists(place.File("data/MsMclr.MLNet")), Is.False);
    }

    [TestCase(null, "PASSIVE")]
    [TestCase("active", "ACTIVE")]
    [CancelAfter(120_000)]
    public async Task OpenMP_is_told_how_to_wait_before_it_is_loaded(string? chosen, string expected, CancellationToken cancellation)
    {
        using var place = new TemporaryFolder();
        var run = await Train(place, "a", cancellation: cancellation, policy: chosen);
        Assert.That(run.ExitCode, Is.Zero, run.Errors);
        Assert.That(run.Errors, Does.Contain($"OMP_WAIT_POLICY = '{expected}'"));
    }

    /// <summary>Whether this system refuses TorchSharp's library as it is; libtorch is loaded here already.</summary>
    private static bool RepairIsNeeded
        => !NativeLibrary.TryLoad(NativeFolders.Find(LibraryName.File("LibTorchSharp"))!, out _);

    private static async Task<ProcessResult> Train(
        TemporaryFolder place, string run, string repair = "1", CancellationToken cancellation = default, string? policy = null)
    {
        Directory.CreateDirectory(place.File("temporary"));
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Program, place.File(run), "1"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["OMP_NUM_THREADS"] = "1",
                ["OMP_DISPLAY_ENV"] = "TRUE", // It says on the standard error what it has read.
                ["OMP_WAIT_POLICY"] = policy,
                ["XDG_DATA_HOME"] = place.File("data"),
                ["TMPDIR"] = place.File("temporary"),
                ["MSMCLR_TORCH_REPAIR"] = repair,
            },
        })!;
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        await output;
        return new ProcessResult(process.ExitCode, await errors);
    }

    private sealed record ProcessResult(int ExitCode, string Errors);
}
