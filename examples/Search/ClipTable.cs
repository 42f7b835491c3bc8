using Npgsql;
using Pgvector;

namespace Search;

/// <summary>
/// Clips in PostgreSQL: name, label, and the embedding in half precision (pgvector's <c>halfvec</c>, whose index takes 4,000 numbers,
/// where that of <c>vector</c> takes 2,000).
/// </summary>
internal sealed class ClipTable : IAsyncDisposable
{
    private const int MostIndexed = 4000;
    private readonly NpgsqlDataSource _source;

    private ClipTable(NpgsqlDataSource source) => _source = source;

    public static ClipTable In(string database)
    {
        var builder = new NpgsqlDataSourceBuilder(database);
        builder.UseVector();
        return new ClipTable(builder.Build());
    }

    public async Task Create(int dimension, CancellationToken cancel)
    {
        if (dimension > MostIndexed)
        {
            const string Remedy = "Read the encoder out shorter (SkeletonReadout.Global), or use ProjectToPrincipalComponents.";
            throw new ArgumentException($"The embeddings have {dimension} numbers, and pgvector's index takes {MostIndexed}. {Remedy}");
        }

        await Execute("create extension if not exists vector", cancel);
        await using (var connection = await _source.OpenConnectionAsync(cancel))
            await connection.ReloadTypesAsync(cancel);
        var columns = $"place bigserial, name text primary key, label text, features halfvec({dimension}) not null";
        await Execute($"create table if not exists clips ({columns})", cancel);
    }

    public async Task<long> Count(CancellationToken cancel)
    {
        await using var command = _source.CreateCommand("select count(*) from clips");
        return (long)(await command.ExecuteScalarAsync(cancel))!;
    }

    /// <summary>Which of some names are there already.</summary>
    public async Task<HashSet<string>> Known(string[] names, CancellationToken cancel)
    {
        await using var command = _source.CreateCommand("select name from clips where name = any($1)");
        command.Parameters.AddWithValue(names);
        var known = new HashSet<string>();
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
            known.Add(reader.GetString(0));
        return known;
    }

    /// <summary>Adds clips in one transaction: all of them or none. A clip whose name is there already is left as it is.</summary>
    public async Task<int> Add(IReadOnlyList<EmbeddedClip> clips, CancellationToken cancel)
    {
        await using var connection = await _source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await Execute(connection, "create temporary table added (like clips) on commit drop", cancel);
        const string Columns = "copy added (place, name, label, features) from stdin (format binary)";
        await using (var copy = await connection.BeginBinaryImportAsync(Columns, cancel))
        {
            for (var place = 0L; place < clips.Count; place++)
            {
                var clip = clips[(int)place];
                await copy.StartRowAsync(cancel);
                await copy.WriteAsync(place, cancel);
                await copy.WriteAsync(clip.Name, cancel);
                await copy.WriteAsync(clip.Label, cancel);
                await copy.WriteAsync(new HalfVector(clip.Features), cancel);
            }

            await copy.CompleteAsync(cancel);
        }

        const string Insert = "insert into clips (name, label, features) select name, label, features from added order by place";
        var added = await Execute(connection, $"{Insert} on conflict (name) do nothing", cancel);
        await transaction.CommitAsync(cancel);
        return added;
    }

    public async Task Index(CancellationToken cancel)
    {
        await using var connection = await _source.OpenConnectionAsync(cancel);
        await Execute(connection, "set maintenance_work_mem = '1GB'", cancel); // An index that outgrows it is built many times slower.
        await Execute(connection, "create index if not exists clips_features on clips using hnsw (features halfvec_cosine_ops)", cancel);
    }

    /// <summary>The nearest clips by the angle between embeddings, the clip itself left out.</summary>
    public async Task<IReadOnlyList<FoundClip>> Like(string name, int count, bool exact, CancellationToken cancel)
    {
        const int MostFound = 999; // The index gives no more than ef_search rows, which is 1,000 at most.
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        exact |= count > MostFound;
        await using var connection = await _source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var setting = exact ? "enable_indexscan = off" : $"hnsw.ef_search = {Math.Max(100, count + 1)}";
        await Execute(connection, $"set local {setting}", cancel);
        const string Nearest = """
            with asked as materialized (select features from clips where name = $1)
            select name, label, 1 - (features <=> (select features from asked)) from clips
            where exists (select from asked) order by features <=> (select features from asked) limit $2
            """;
        await using var command = new NpgsqlCommand(Nearest, connection, transaction);
        command.Parameters.AddWithValue(name);
        command.Parameters.AddWithValue(count + 1);
        var found = new List<FoundClip>();
        await using (var reader = await command.ExecuteReaderAsync(cancel))
        {
            while (await reader.ReadAsync(cancel))
                found.Add(new FoundClip(reader.GetString(0), reader.GetString(1), reader.GetDouble(2)));
        }

        if (found.Count == 0)
            throw new ArgumentException($"No clip of the database is named '{name}'.");
        return [.. found.Where(clip => clip.Name != name).Take(count)];
    }

    /// <summary>Names of clips, evenly spread over the table.</summary>
    public async Task<IReadOnlyList<string>> Names(int count, CancellationToken cancel)
    {
        const string Spread = """
            select name from (select name, row_number() over (order by place) as row, count(*) over () as rows from clips) as numbered
            where (row - 1) % greatest(rows / $1, 1) = 0 limit $1
            """;
        await using var command = _source.CreateCommand(Spread);
        command.Parameters.AddWithValue((long)count);
        var names = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
            names.Add(reader.GetString(0));
        return names;
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private static async Task<int> Execute(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        return await command.ExecuteNonQueryAsync(cancel);
    }

    private async Task Execute(string sql, CancellationToken cancel)
    {
        await using var connection = await _source.OpenConnectionAsync(cancel);
        await Execute(connection, sql, cancel);
    }
}
