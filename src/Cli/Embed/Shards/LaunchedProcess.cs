using System.Collections;
using System.Globalization;
using MsMclr.MLNet.Cli.Data;

namespace MsMclr.MLNet.Cli.Embed.Shards;

/// <summary>What a launcher says of a process in its environment.</summary>
/// <param name="Variable">The variable that says it.</param>
/// <param name="Number">Which process this is.</param>
/// <param name="Count">How many there are; null where the launcher says only which.</param>
/// <param name="MayBeginAnywhere">Whether numbers need not begin at 0.</param>
internal sealed record LaunchedProcess(string Variable, int Number, int? Count, bool MayBeginAnywhere)
{
    // Ranks of MPI and of srun, with how many there are. One alone is no division: a shell in an allocation has these, too.
    private static readonly (string Rank, string Count)[] Ranks =
    [
        ("OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE"),
        ("PMI_RANK", "PMI_SIZE"),
        ("SLURM_PROCID", "SLURM_STEP_NUM_TASKS"),
    ];

    /// <exception cref="FormatException">Two launchers say different things, or one says no number.</exception>
    public static LaunchedProcess? Find(IDictionary variables)
    {
        var rank = Ranks.Select(pair => Rank(variables, pair.Rank, pair.Count)).OfType<LaunchedProcess>().FirstOrDefault();
        LaunchedProcess?[] found =
        [
            rank,
            Index(variables, "SLURM_ARRAY_TASK_ID", mayBeginAnywhere: true),
            Index(variables, "JOB_COMPLETION_INDEX", mayBeginAnywhere: false),
        ];
        var said = found.OfType<LaunchedProcess>().ToList();
        Refusal.Unless(
            said.Count <= 1,
            $"{string.Join(" and ", said.Select(one => one.Variable))} say which process this is: say it yourself by --shard I/N.");
        return said.FirstOrDefault();
    }

    /// <summary>Which of so many shards the process embeds.</summary>
    /// <exception cref="FormatException">There is no shard for it.</exception>
    public ShardChoice Choice(int shards)
    {
        if (Count is { } count)
            return new ShardChoice(shards, Number, count);
        // --array=1-120 has every remainder of 120 once, as --array=0-119 has; and --array=3 alone is the shard that it was before.
        if (MayBeginAnywhere)
            return new ShardChoice(shards, Number % shards, shards);
        Refusal.Unless(Number < shards, $"{Variable} is {Number}, and --shards {shards} are 0 to {shards - 1}; both must count alike.");
        return new ShardChoice(shards, Number, shards);
    }

    private static LaunchedProcess? Rank(IDictionary variables, string rank, string count)
    {
        if (Value(variables, rank) is not { } number || Value(variables, count) is not { } all || all == 1)
            return null;
        Refusal.Unless(number < all, $"{rank} is {number} and {count} is {all}: say by --shard I/N which process this is.");
        return new LaunchedProcess(rank, number, all, MayBeginAnywhere: false);
    }

    private static LaunchedProcess? Index(IDictionary variables, string variable, bool mayBeginAnywhere)
        => Value(variables, variable) is { } number ? new LaunchedProcess(variable, number, Count: null, mayBeginAnywhere) : null;

    private static int? Value(IDictionary variables, string variable)
    {
        if (variables[variable] is not string { Length: > 0 } text)
            return null;
        var isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        Refusal.Unless(isNumber, $"{variable} is '{text}', which is no number: say by --shard I/N which process this is.");
        return number;
    }
}
