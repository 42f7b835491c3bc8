using System.Collections;
using System.CommandLine;
using System.Globalization;
using MsMclr.MLNet.Cli.Data;

namespace MsMclr.MLNet.Cli.Embed.Shards;

/// <summary>The options that divide the work, and what launchers say where they don't.</summary>
internal sealed class ShardOptions
{
    private const int MaxShards = 100_000;

    private readonly Option<int?> _count = new("--shards")
    {
        Description = "Folders: into how many files the recordings are divided. One for every 10,000 recordings if not given.",
        HelpName = "N",
    };

    private readonly Option<string> _shard = new("--shard")
    {
        Description = "Folders: which part of the work this process does, I from 0. With --shards alone, Slurm, Kubernetes or MPI say it.",
        HelpName = "I/N",
    };

    public IEnumerable<Option> All => [_count, _shard];

    /// <summary>What this process is to embed; null where nothing is divided.</summary>
    /// <param name="parsed">The command's words.</param>
    /// <param name="isFolder">Whether the embeddings go into a folder.</param>
    /// <exception cref="FormatException">The options say what cannot be, or not enough.</exception>
    public ShardChoice? Of(ParseResult parsed, bool isFolder)
    {
        var count = parsed.GetValue(_count);
        var shard = parsed.GetValue(_shard);
        if (!isFolder)
        {
            Refusal.Unless(count is null && shard is null, "--shards and --shard are for --out with a folder; leave them out.");
            return null;
        }

        return Of(count, shard, Environment.GetEnvironmentVariables());
    }

    /// <summary>The same with variables of a caller's own.</summary>
    internal static ShardChoice Of(int? count, string? shard, IDictionary variables)
    {
        Refusal.Unless(count is null or (>= 1 and <= MaxShards), $"--shards {count}: expected 1 to {MaxShards}.");
        if (shard is not null)
            return Explicit(count, shard);
        if (LaunchedProcess.Find(variables) is not { } launched)
            return ShardChoice.All with { ShardCount = count };
        Refusal.Unless(
            count is not null,
            $"{launched.Variable} is {launched.Number}, and how many shards there are is not said: add --shards N, or --shard 0/1 to embed "
            + "all of them here.");
        return launched.Choice(count!.Value);
    }

    private static ShardChoice Explicit(int? count, string shard)
    {
        var words = shard.Split('/');
        var worker = Number(words[0]);
        var workers = Number(words[^1]);
        Refusal.Unless(
            words.Length == 2 && worker >= 0 && workers > worker && workers <= MaxShards,
            $"--shard {shard}: expected I/N with I from 0 to N - 1, for example 7/120.");
        count ??= workers;
        Refusal.Unless(count >= workers, $"--shard {shard}: {workers} processes cannot share --shards {count}.");
        return new ShardChoice(count, worker, workers);
    }

    private static int Number(string word)
        => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
