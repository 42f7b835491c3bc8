using System.Security.Cryptography;

namespace MsMclr.MLNet.Tests;

/// <summary>Processes that mpirun starts. What ranks compute is tested in tests/Trainers, with threads.</summary>
[Platform("Linux")]
[NonParallelizable]
public class MpiCommunicatorTests
{
    private const int Minutes = 4 * 60_000;

    [OneTimeSetUp]
    public void RequireMpi() => MpiRun.Require();

    [Test]
    [CancelAfter(Minutes)]
    public async Task Two_processes_end_with_the_bits_of_one_also_after_one_was_killed(CancellationToken cancellation)
    {
        using var folder = new TemporaryFolder();
        var whole = await MpiRun.Start(2, cancellation, folder.File("two"), "4");
        Assert.That(whole.Code, Is.Zero, whole.Errors);
        var killed = await MpiRun.Start(2, cancellation, folder.File("one"), "4", "kill");
        Assert.That(killed.Code, Is.Not.Zero, "a rank was killed");
        Assert.That(Steps(folder.File("one")), Has.Count.InRange(1, 8), "checkpoints of the run that was killed");
        var alone = await MpiRun.Start(0, cancellation, folder.File("one"), "4", "none", "alone");
        Assert.That(alone.Code, Is.Zero, alone.Errors);
        Assert.That(Hash(folder.File("one")), Is.EqualTo(Hash(folder.File("two"))));
    }

    [TestCase("throw", 10, "Rank 1 of 2, step 0", "the disk of this rank is gone")]
    [TestCase("caught", 10, "Rank 0 of 2, step 0", "rank 1 has left, while this rank waits for it: ")]
    [TestCase("hang", 30, "Rank 0 of 2, step 0", "rank 1 has not answered in 8 s: ")]
    [CancelAfter(Minutes)]
    public async Task A_rank_that_cannot_go_on_ends_the_job(
        string trouble, int seconds, string named, string why, CancellationToken cancellation)
    {
        using var folder = new TemporaryFolder();
        var outcome = await MpiRun.Start(2, cancellation, folder.File("run"), "4", trouble);
        Assert.That(outcome.Code, Is.Not.Zero);
        Assert.That(outcome.Errors, Does.Contain(named).And.Contain(why));
        Assert.That(outcome.SinceTrouble, Is.LessThan(TimeSpan.FromSeconds(seconds)));
    }

    [Test]
    [CancelAfter(Minutes)]
    public async Task A_rank_that_is_canceled_ends_all_with_a_checkpoint(CancellationToken cancellation)
    {
        using var folder = new TemporaryFolder();
        var outcome = await MpiRun.Start(2, cancellation, folder.File("run"), "4", "cancel");
        Assert.That(outcome.Code, Is.EqualTo(143), outcome.Errors);
        Assert.That(outcome.Output, Does.Contain("rank 0: The training was canceled").And.Contain("rank 1: The training was canceled"));
        Assert.That(Steps(folder.File("run")), Has.Count.InRange(6, 8));
    }

    private static List<string> Steps(string folder) => [.. Directory.EnumerateFiles(folder, "*.msmclr").Order(StringComparer.Ordinal)];

    private static string Hash(string folder) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(Steps(folder)[^1])));
}
