using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

/// <summary>A hundred thousand made-up embeddings: killed, gone on with, and searched.</summary>
[TestFixture]
[Explicit("It takes minutes; docs/search.md has its figures.")]
internal sealed class ManyClipsTests
{
    private const int Count = 100_000;
    private const int Size = 256;
    private const int Actions = 60;

    [Test]
    public void Ingesting_goes_on_after_a_kill_and_the_index_finds_most_neighbors()
    {
        using var server = PostgresServer.Start();
        server.RequireVectors();
        using var folder = new TemporaryFolder();
        var ml = new MLContext();
        var options = new SkeletonEmbeddingsSaveOptions { EncoderHash = "made-up" };
        ml.Data.SaveAsSkeletonEmbeddings(ml.Data.LoadFromEnumerable(Rows()), folder.File("part.parquet"), options);

        using (var killed = SearchProgram.Start(server.Database, "ingest", "--embeddings", folder.Path))
        {
            while (killed.StandardOutput.ReadLine() is { } line && !line.StartsWith("30000 clips", StringComparison.Ordinal))
            {
            }

            killed.Kill();
            killed.WaitForExit();
        }

        var watch = Stopwatch.StartNew();
        var told = SearchProgram.Run(server.Database, 0, "ingest", "--embeddings", folder.Path);
        Assert.That(told, Does.Contain($"{Count} clips in the database"));
        TestContext.Out.WriteLine(told.TrimEnd().Split('\n')[^1]);
        TestContext.Out.WriteLine($"with the index {watch.Elapsed.TotalSeconds:f0} s");
        TestContext.Out.WriteLine(SearchProgram.Run(server.Database, 0, "compare"));
    }

    // Each action has a place, and each clip is somewhere around it.
    private static IEnumerable<Row> Rows()
    {
        var random = new Random(1);
        var places = Enumerable.Range(0, Actions).Select(_ => Vector(random, 1)).ToArray();
        for (var i = 0; i < Count; i++)
        {
            var around = Vector(random, 0.7f);
            var place = places[i % Actions];
            yield return new Row { Name = $"clip-{i:000000}", Features = [.. around.Zip(place, (a, b) => a + b)] };
        }
    }

    private static float[] Vector(Random random, float deviation)
        => [.. Enumerable.Range(0, Size).Select(_ => deviation * ((2 * random.NextSingle()) - 1))];

    private sealed class Row
    {
        public string Name { get; set; } = "";

        [VectorType(Size)]
        public float[] Features { get; set; } = [];
    }
}
