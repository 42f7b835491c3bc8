using Microsoft.ML;

namespace MsMclr.MLNet.Tests;

public class EmbeddingFolderTests
{
    private TemporaryFolder _folder = null!;

    private static MLContext ML => MadeUpEmbeddings.ML;

    [SetUp]
    public void Make() => _folder = new TemporaryFolder();

    [TearDown]
    public void Clean() => _folder.Dispose();

    [Test]
    public void Embeddings_of_two_encoders_are_refused()
        => Refused(options => options.EncoderHash = new string('c', 64), "its encoder is cccc", "1.parquet");

    [Test]
    public void Embeddings_of_differently_prepared_clips_are_refused()
        => Refused(options => options.Preparation = "otherwise", "its preparation is otherwise", "1.parquet");

    [Test]
    public void Shards_of_two_lists_of_recordings_are_refused()
        => Refused(options => options.Recordings = "others", "its list of recordings is others", "1.parquet");

    [Test]
    public void Shards_of_two_divisions_are_refused()
        => Refused(options => options.ShardCount = 3, "its number of shards is 3", "1.parquet");

    [Test]
    public void A_shard_that_is_there_twice_is_refused()
        => Refused(options => options.Shard = 0, "shard 0 is in 0.parquet too", "1.parquet");

    [Test]
    public void Embeddings_of_two_sizes_are_refused()
    {
        Save(0, 2, MadeUpEmbeddings.View());
        Save(1, 2, MadeUpEmbeddings.View(size: 5));
        Assert.That(Load, Throws.TypeOf<FormatException>().With.Message.Contains("1.parquet").And.Message.Contains("names of features"));
    }

    [Test]
    public void Missing_shards_are_named_and_may_be_allowed()
    {
        Save(3, 9, MadeUpEmbeddings.View());
        Assert.That(Load, Throws.TypeOf<FormatException>().With.Message.Contains("of 9 shards 8 are missing: 0, 1, 2, 4, 5 and 3 more"));
        var options = new SkeletonEmbeddingsOptions { AllowMissingShards = true };
        Assert.That(ML.Data.LoadFromSkeletonEmbeddings(_folder.Path, options).GetRowCount(), Is.EqualTo(50));
        Assert.That(ML.Data.LoadFromSkeletonEmbeddings(_folder.File("3.parquet")).GetRowCount(), Is.EqualTo(50), "a file by its name");
    }

    [Test]
    public void Nothing_there_is_said()
    {
        Assert.That(Load, Throws.ArgumentException.With.Message.Contains("holds no *.parquet"));
        Assert.That(
            () => ML.Data.LoadFromSkeletonEmbeddings(_folder.File("nowhere")),
            Throws.ArgumentException.With.Message.Contains("There is no file"));
    }

    [Test]
    public void More_files_than_allowed_are_refused()
    {
        MadeUpEmbeddings.WriteShards(_folder.Path, count: 3, rows: 9);
        Assert.That(
            () => ML.Data.LoadFromSkeletonEmbeddings(_folder.Path, new SkeletonEmbeddingsOptions { MaxFiles = 2 }),
            Throws.TypeOf<FormatException>().With.Message.Contains("MaxFiles (2)"));
        Assert.That(
            () => ML.Data.LoadFromSkeletonEmbeddings(_folder.Path, new SkeletonEmbeddingsOptions { MaxFiles = 0 }),
            Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private void Refused(Action<SkeletonEmbeddingsSaveOptions> change, string reason, string file)
    {
        Save(0, 2, MadeUpEmbeddings.View());
        var other = MadeUpEmbeddings.Options(1, 2);
        change(other);
        ML.Data.SaveAsSkeletonEmbeddings(MadeUpEmbeddings.View(), _folder.File(file), other);
        Assert.That(Load, Throws.TypeOf<FormatException>().With.Message.Contains(reason).And.Message.Contains(file));
    }

    private void Save(int shard, int count, IDataView view)
        => ML.Data.SaveAsSkeletonEmbeddings(view, _folder.File($"{shard}.parquet"), MadeUpEmbeddings.Options(shard, count));

    private IDataView Load() => ML.Data.LoadFromSkeletonEmbeddings(_folder.Path);
}
