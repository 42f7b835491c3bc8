using System.Globalization;
using System.Text.Json;
using MsMclr.MLNet.Bench;

// bench [load|augment|train|embed|ranks|all] [--json FILE], or bench micro
var benchmarks = new Dictionary<string, Func<IEnumerable<Measurement>>>(StringComparer.Ordinal)
{
    ["load"] = LoadBenchmark.Run,
    ["augment"] = AugmentBenchmark.Run,
    ["train"] = TrainBenchmark.Run,
    ["embed"] = EmbedBenchmark.Run,
    ["ranks"] = RanksBenchmark.Run,
};

if (args is ["micro"])
{
    MicroBenchmarks.Run();
    return 0;
}

var at = Array.IndexOf(args, "--json");
var json = at < 0 ? null : args.ElementAtOrDefault(at + 1) ?? "";
var verbs = args.Where((_, i) => at < 0 || (i != at && i != at + 1)).ToArray();
if (json == "" || verbs.Length > 1 || (verbs.Length == 1 && verbs[0] != "all" && !benchmarks.ContainsKey(verbs[0])))
{
    Console.Error.WriteLine($"bench [{string.Join('|', benchmarks.Keys)}|all] [--json FILE], or bench micro");
    return 2;
}

var measurements = new List<Measurement>();
foreach (var (verb, run) in benchmarks)
{
    if (verbs.Length == 1 && verbs[0] != "all" && verbs[0] != verb)
        continue;
    foreach (var measurement in run())
    {
        measurements.Add(measurement);
        Console.WriteLine(Line(measurement));
    }
}

if (json is not null)
{
    var temporary = json + ".tmp";
    File.WriteAllText(temporary, JsonSerializer.Serialize(measurements));
    File.Move(temporary, json, overwrite: true);
}

return 0;

static string Line(Measurement measurement)
{
    var invariant = CultureInfo.InvariantCulture;
    var line = string.Create(invariant, $"{measurement.Name,-28}{measurement.Value,12:0.##} {measurement.Unit,-16}");
    return measurement.Ratio is { } ratio ? line + string.Create(invariant, $"  {ratio:0.0#} x {measurement.Against}") : line;
}
