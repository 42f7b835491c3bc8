using System.Security.Cryptography;
using System.Text;
using Microsoft.ML;

namespace MsMclr.MLNet.Cli.Embed.Shards;

/// <summary>Recordings in a fixed order, which are divided into shards of neighbors.</summary>
internal abstract class ShardedRecordings
{
    /// <summary>How many there are.</summary>
    public abstract int Count { get; }

    /// <summary>Whether clips tell what is done in them.</summary>
    public abstract bool IsLabeled { get; }

    /// <summary>Tells this list apart from others: the SHA-256 of its names, a line each.</summary>
    public string Hash => field ??= HashOf(Names);

    protected abstract IEnumerable<string> Names { get; }

    /// <summary>How many recordings are in a shard.</summary>
    public int CountOf(int shard, int shards) => First(shard + 1, shards) - First(shard, shards);

    /// <summary>The clips of a shard.</summary>
    public abstract IDataView Load(int shard, int shards);

    protected int First(int shard, int shards) => (int)((long)Count * shard / shards);

    private static string HashOf(IEnumerable<string> names)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var name in names)
            hash.AppendData(Encoding.UTF8.GetBytes($"{name}\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
