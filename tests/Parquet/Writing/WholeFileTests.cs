using MsMclr.MLNet.Parquet.Writing;

namespace MsMclr.MLNet.Tests;

public class WholeFileTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Make() => _folder = new TemporaryFolder();

    [TearDown]
    public void Clean() => _folder.Dispose();

    [Test]
    public void What_breaks_off_leaves_the_file_that_was_there()
    {
        var file = _folder.Write("p.parquet", "before");
        var options = MadeUpEmbeddings.Options();
        options.AtEnd = rows => throw new InvalidOperationException($"{rows} rows");
        Assert.That(
            () => MadeUpEmbeddings.ML.Data.SaveAsSkeletonEmbeddings(MadeUpEmbeddings.View(), file, options),
            Throws.InvalidOperationException.With.Message.EqualTo("50 rows"));
        options.AtEnd = null;
        options.CancellationToken = new CancellationToken(canceled: true);
        Assert.That(
            () => MadeUpEmbeddings.ML.Data.SaveAsSkeletonEmbeddings(MadeUpEmbeddings.View(), file, options),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(Directory.GetFiles(_folder.Path), Is.EqualTo(new[] { file }));
        Assert.That(File.ReadAllText(file), Is.EqualTo("before"));
    }

    [Test]
    public void A_killed_process_s_leftover_is_removed_and_one_that_is_still_written_is_not()
    {
        var dead = _folder.Write("_p.parquet.dead.tmp", "half");
        var other = _folder.Write("_q.parquet.dead.tmp", "of another file");
        var alive = _folder.File("_p.parquet.alive.tmp");
        using (new FileStream(alive, FileMode.CreateNew, FileAccess.Write, FileShare.None))
        {
            WholeFile.Write(_folder.File("p.parquet"), stream =>
            {
                stream.WriteByte(1);
                var names = Directory.GetFiles(_folder.Path, "_p.*").Select(Path.GetFileName);
                Assert.That(names, Has.Exactly(2).Items, "its own and the one that is alive");
                return 0;
            });
            Assert.That(dead, Does.Not.Exist);
            Assert.That(alive, Does.Exist);
            Assert.That(other, Does.Exist);
        }

        Assert.That(File.ReadAllBytes(_folder.File("p.parquet")), Is.EqualTo(new byte[] { 1 }));
    }
}
