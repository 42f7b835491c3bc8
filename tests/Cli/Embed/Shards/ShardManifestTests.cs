using MsMclr.MLNet.Cli.Embed.Shards;

namespace MsMclr.MLNet.Tests;

public class ShardManifestTests
{
    [Test]
    public void Of_several_that_begin_a_folder_at_once_with_different_arguments_one_goes_on()
    {
        const int Rounds = 300;
        const int Processes = 4;
        using var folder = new TemporaryFolder();
        using var barrier = new Barrier(Processes);
        var begun = new int[Rounds];
        var threads = Enumerable.Range(0, Processes).Select(number => new Thread(() =>
        {
            for (var round = 0; round < Rounds; round++)
            {
                barrier.SignalAndWait();
                if (Begins(folder.File($"{round}"), number))
                    Interlocked.Increment(ref begun[round]);
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        Assert.That(begun, Is.All.EqualTo(1));
        Assert.That(Directory.EnumerateFiles(folder.Path, "*.tmp", SearchOption.AllDirectories), Is.Empty);
    }

    [Test]
    public void A_folder_keeps_what_it_was_begun_with()
    {
        using var folder = new TemporaryFolder();
        var first = ShardManifest.Begin(folder.Path, Asked(shards: 3));
        Assert.That(first.Shards, Is.EqualTo(3));
        Assert.That(ShardManifest.Begin(folder.Path, Asked(shards: 0)).Shards, Is.EqualTo(3), "not said: as it was begun");
        Assert.That(() => ShardManifest.Begin(folder.Path, Asked(shards: 4)), Throws.TypeOf<ManifestMismatchException>());
    }

    private static bool Begins(string folder, int number)
    {
        try
        {
            ShardManifest.Begin(folder, Asked(shards: number + 1));
            return true;
        }
        catch (ManifestMismatchException)
        {
            return false;
        }
    }

    private static ShardManifest Asked(int shards) => new()
    {
        Encoder = "e",
        EmbeddingSize = 8,
        Shards = shards,
        Recordings = 100,
        RecordingsHash = "r",
        Preparation = "p",
        Options = [],
    };
}
