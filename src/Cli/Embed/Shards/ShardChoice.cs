namespace MsMclr.MLNet.Cli.Embed.Shards;

/// <summary>Which shards a process embeds: of all those whose number leaves the remainder i when divided by n.</summary>
/// <param name="ShardCount">How many shards there are; null where the folder, or the number of recordings, says that.</param>
/// <param name="Worker">i, which process this is, from 0.</param>
/// <param name="WorkerCount">n, how many processes there are.</param>
internal sealed record ShardChoice(int? ShardCount, int Worker, int WorkerCount)
{
    /// <summary>One process does all.</summary>
    public static ShardChoice All { get; } = new(null, 0, 1);

    /// <summary>The numbers of the shards.</summary>
    public int[] Of(int shardCount) => [.. Enumerable.Range(0, shardCount).Where(shard => shard % WorkerCount == Worker)];
}
