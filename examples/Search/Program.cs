using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;
using MsMclr.MLNet;
using Npgsql;
using Search;

// Clips like this one, out of PostgreSQL with pgvector. The embeddings come from 'msmclr embed', as a folder of Parquet files.
var databaseOption = new Option<string>("--database")
{
    Description = "How to connect, as Npgsql reads it.",
    Required = true,
    Recursive = true,
};
var folderOption = new Option<string>("--embeddings") { Description = "A folder that 'msmclr embed' wrote.", Required = true };
var nameOption = new Option<string>("--name") { Description = "A clip of the database.", Required = true };
var countOption = new Option<int>("--count") { Description = "How many clips.", DefaultValueFactory = _ => 10 };
var exactOption = new Option<bool>("--exact") { Description = "Compare every clip, instead of asking the index." };
var queriesOption = new Option<int>("--queries") { Description = "How many clips to ask for.", DefaultValueFactory = _ => 100 };

var ingest = new Command("ingest", "Writes embeddings into the database. Run it again after it was stopped: it goes on.") { folderOption };
var like = new Command("like", "Prints the clips that are most like one.") { nameOption, countOption, exactOption };
var compare = new Command("compare", "Compares the index with comparing every clip: what is found, and how fast.") { queriesOption };
ingest.SetAction((parsed, cancel) => Try(parsed, table => Ingest(table, parsed.GetValue(folderOption)!, cancel)));
like.SetAction((parsed, cancel) => Try(parsed, table => Like(table, parsed, cancel)));
compare.SetAction((parsed, cancel) => Try(parsed, table => Compare(table, parsed.GetValue(queriesOption), cancel)));
var command = new RootCommand("Finds clips that are like a clip.") { databaseOption, ingest, like, compare };
return await command.Parse(args).InvokeAsync();

// One sentence instead of a stack trace, for what is the user's to mend.
async Task<int> Try(ParseResult parsed, Func<ClipTable, Task> work)
{
    try
    {
        await using var table = ClipTable.In(parsed.GetValue(databaseOption)!);
        await work(table);
        return 0;
    }
    catch (OperationCanceledException)
    {
        await Console.Error.WriteLineAsync("Canceled. What was committed stays; the same command goes on.");
        return 130;
    }
    catch (Exception error) when (error
        is ArgumentException or FormatException or IOException or NpgsqlException or InvalidOperationException)
    {
        await Console.Error.WriteLineAsync(error.Message);
        return 1;
    }
}

async Task Ingest(ClipTable table, string folder, CancellationToken cancel)
{
    var embeddings = new MLContext().Data.LoadFromSkeletonEmbeddings(folder);
    var rows = new EmbeddedClips(embeddings);
    await table.Create(rows.Dimension, cancel);

    var start = await table.Count(cancel);
    var watch = Stopwatch.StartNew();
    var added = 0L;
    foreach (var batch in rows.All().Chunk(1000))
    {
        var known = await table.Known([.. batch.Select(clip => clip.Name)], cancel);
        EmbeddedClip[] fresh = [.. batch.Where(clip => !known.Contains(clip.Name))];
        if (fresh.Length == 0)
            continue;
        added += await table.Add(fresh, cancel);
        Console.WriteLine(Text($"{start + added} clips, {added / watch.Elapsed.TotalSeconds:f0} a second"));
    }

    Console.WriteLine("Building the index, if there is none");
    await table.Index(cancel);
    var seconds = watch.Elapsed.TotalSeconds;
    Console.WriteLine(Text($"{await table.Count(cancel)} clips in the database, {added} of them new, in {seconds:f1} s."));
}

async Task Like(ClipTable table, ParseResult parsed, CancellationToken cancel)
{
    var found = await table.Like(parsed.GetValue(nameOption)!, parsed.GetValue(countOption), parsed.GetValue(exactOption), cancel);
    foreach (var (name, label, similarity) in found)
        Console.WriteLine(Text($"{similarity:f3}  {label,-24}  {name}"));
}

async Task Compare(ClipTable table, int queries, CancellationToken cancel)
{
    const int Neighbors = 10;
    var names = await table.Names(queries, cancel);
    var (exactTime, indexTime, agreed) = (TimeSpan.Zero, TimeSpan.Zero, 0);
    foreach (var name in names)
    {
        var watch = Stopwatch.StartNew();
        var exact = await table.Like(name, Neighbors, exact: true, cancel);
        exactTime += watch.Elapsed;
        watch.Restart();
        var indexed = await table.Like(name, Neighbors, exact: false, cancel);
        indexTime += watch.Elapsed;
        agreed += exact.Select(clip => clip.Name).Intersect(indexed.Select(clip => clip.Name)).Count();
    }

    Console.WriteLine(Text($"{names.Count} clips asked for, {Neighbors} neighbors each, among {await table.Count(cancel)}:"));
    Console.WriteLine(Text($"every clip compared  {exactTime.TotalMilliseconds / names.Count:f1} ms a clip"));
    Console.WriteLine(Text($"by the index         {indexTime.TotalMilliseconds / names.Count:f1} ms a clip"));
    Console.WriteLine(Text($"found by both        {(double)agreed / (names.Count * Neighbors):p1}"));
}

static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
