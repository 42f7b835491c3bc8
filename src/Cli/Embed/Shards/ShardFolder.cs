using System.Globalization;

namespace MsMclr.MLNet.Cli.Embed.Shards;

/// <summary>
/// What the files of a folder are called. DuckDB, pandas and Spark pass over those that begin with an underscore when they read a folder.
/// </summary>
internal sealed class ShardFolder(string folder, ShardManifest manifest)
{
    private const int HashCharacters = 12;

    /// <summary>How many shards are there.</summary>
    public int Done => Enumerable.Range(0, manifest.Shards).Count(IsDone);

    public string Path => folder;

    public string FileOf(int shard) => System.IO.Path.Combine(folder, $"part-{Ending(shard)}.parquet");

    /// <summary>Where the recordings of a shard are listed that cannot be read.</summary>
    public string RejectedOf(int shard) => System.IO.Path.Combine(folder, $"_rejected-{Ending(shard)}.csv");

    /// <summary>A shard that is there is whole: files appear whole.</summary>
    public bool IsDone(int shard) => File.Exists(FileOf(shard));

    private string Ending(int shard)
        => string.Create(CultureInfo.InvariantCulture, $"{shard:00000}-of-{manifest.Shards:00000}.{manifest.Encoder[..HashCharacters]}");
}
