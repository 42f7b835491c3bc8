using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

/// <summary>The sample of the documentation, <c>examples/Search</c>, as a user runs it, on a server of its own.</summary>
[TestFixture]
internal sealed class SearchTests
{
    private const int Size = 8;
    private readonly List<string> _told = [];
    private PostgresServer _server = null!;
    private TemporaryFolder _folder = null!;

    [OneTimeSetUp]
    public void Start()
    {
        _server = PostgresServer.Start();
        _server.RequireVectors();
        _folder = new TemporaryFolder();
        WriteShards(1);
        _told.Add(Run(0, "ingest", "--embeddings", _folder.Path));
        WriteShards(2);
        _told.Add(Run(0, "ingest", "--embeddings", _folder.Path));
        _told.Add(Run(0, "ingest", "--embeddings", _folder.Path));
    }

    [OneTimeTearDown]
    public void Stop()
    {
        _folder?.Dispose();
        _server?.Dispose();
    }

    [Test]
    public void The_nearest_clips_by_angle_come_first_and_the_clip_itself_is_left_out()
    {
        var output = Run(0, "like", "--name", "clip-0010", "--count", "3", "--exact");
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var expected = Nearest(10, 3).Select(row => $"clip-{row:0000}");
        Assert.That(lines.Select(line => line.Trim().Split(' ')[^1]), Is.EqualTo(expected));
    }

    [Test]
    public void The_index_finds_what_comparing_every_clip_finds()
    {
        var output = Run(0, "compare", "--queries", "20");
        Assert.That(output, Does.Contain("20 clips asked for").And.Contain("found by both        100.0 %"));
    }

    [Test]
    public void Ingesting_again_adds_what_is_new_alone()
    {
        Assert.That(_told[0], Does.Contain("200 clips in the database, 200 of them new"));
        Assert.That(_told[1], Does.Contain("400 clips in the database, 200 of them new"));
        Assert.That(_told[2], Does.Contain("400 clips in the database, 0 of them new"));
    }

    [Test]
    public void A_name_that_is_not_there_is_told_in_one_line()
        => Assert.That(Run(1, "like", "--name", "nobody").Trim(), Is.EqualTo("No clip of the database is named 'nobody'."));

    [Test]
    public void A_server_that_is_not_there_is_told_without_a_stack_trace()
    {
        var text = SearchProgram.Run("Host=/nowhere;Username=nobody", 1, "like", "--name", "clip-0001");
        Assert.That(text, Does.Not.Contain("   at "));
    }

    private static float[] Features(int row)
    {
        var random = new Random(row);
        return [.. Enumerable.Range(0, Size).Select(_ => (random.NextSingle() * 2) - 1)];
    }

    private static IEnumerable<int> Nearest(int row, int count)
    {
        var asked = Features(row);
        return Enumerable.Range(0, 400)
            .Where(other => other != row)
            .OrderByDescending(other => Cosine(asked, Features(other)))
            .Take(count);
    }

    private static double Cosine(float[] first, float[] second)
    {
        var product = first.Zip(second, (a, b) => (double)a * b).Sum();
        return product / Math.Sqrt(first.Sum(a => (double)a * a) * second.Sum(b => (double)b * b));
    }

    // Of 200 clips each.
    private void WriteShards(int count)
    {
        var ml = new MLContext();
        for (var shard = 0; shard < count; shard++)
        {
            var rows = Enumerable.Range(shard * 200, 200).Select(row => new Row { Name = $"clip-{row:0000}", Features = Features(row) });
            var file = Path.Combine(_folder.Path, $"part-{shard}.parquet");
            var options = new SkeletonEmbeddingsSaveOptions { EncoderHash = "made-up", Shard = shard, ShardCount = count };
            ml.Data.SaveAsSkeletonEmbeddings(ml.Data.LoadFromEnumerable(rows), file, options);
        }
    }

    private string Run(int code, params string[] arguments) => SearchProgram.Run(_server.Database, code, arguments);

    private sealed class Row
    {
        public string Name { get; set; } = "";

        [VectorType(Size)]
        public float[] Features { get; set; } = [];
    }
}
