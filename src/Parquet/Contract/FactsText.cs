using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace MsMclr.MLNet.Parquet.Contract;

/// <summary>The facts of a file as Parquet's pairs of keys and values, which every reader of Parquet shows.</summary>
internal static class FactsText
{
    private const string Version = "1";
    private const string VersionKey = "msmclr.version";
    private const string EncoderKey = "msmclr.encoder";
    private const string LayoutKey = "msmclr.layout";
    private const string PreparationKey = "msmclr.preparation";
    private const string RecordingsKey = "msmclr.recordings";
    private const string ShardKey = "msmclr.shard";
    private const string LabelsKey = "msmclr.labels";
    private const string SlotsKey = "msmclr.features";
    private const string NumbersKey = "msmclr.names.";

    public static IEnumerable<KeyValuePair<string, string>> Write(FileFacts facts)
    {
        var pairs = new List<KeyValuePair<string, string>>
        {
            new(VersionKey, Version),
            new(EncoderKey, facts.EncoderHash),
            new(ShardKey, string.Create(CultureInfo.InvariantCulture, $"{facts.Shard}/{facts.ShardCount}")),
            new(LabelsKey, JsonSerializer.Serialize(facts.Labels)),
            new(SlotsKey, JsonSerializer.Serialize(facts.Slots)),
        };
        Add(LayoutKey, facts.Layout);
        Add(PreparationKey, facts.Preparation);
        Add(RecordingsKey, facts.Recordings);
        foreach (var (column, names) in facts.Numbers)
            Add(NumbersKey + column, JsonSerializer.Serialize(names));
        return pairs;

        void Add(string key, string? value)
        {
            if (value is not null)
                pairs.Add(new(key, value));
        }
    }

    /// <exception cref="FormatException">The pairs are not those of a file of embeddings, or are damaged.</exception>
    public static FileFacts Read(IReadOnlyDictionary<string, string> pairs)
    {
        if (!pairs.TryGetValue(VersionKey, out var version))
            throw new FormatException($"its metadata has no {VersionKey}: it was not written by msmclr embed, or was written anew since");
        if (version != Version)
            throw new FormatException($"it is of version {version}, and this library reads {Version}; take the library that wrote it");
        var (shard, count) = Shard(Required(pairs, ShardKey));
        var numbers = pairs.Where(pair => pair.Key.StartsWith(NumbersKey, StringComparison.Ordinal));
        return new FileFacts
        {
            EncoderHash = Required(pairs, EncoderKey),
            Layout = pairs.GetValueOrDefault(LayoutKey),
            Preparation = pairs.GetValueOrDefault(PreparationKey),
            Recordings = pairs.GetValueOrDefault(RecordingsKey),
            Shard = shard,
            ShardCount = count,
            Labels = Names(LabelsKey, Required(pairs, LabelsKey)),
            Slots = Names(SlotsKey, Required(pairs, SlotsKey)),
            Numbers = numbers.ToImmutableSortedDictionary(
                pair => pair.Key[NumbersKey.Length..], pair => Names(pair.Key, pair.Value), StringComparer.Ordinal),
        };
    }

    private static string Required(IReadOnlyDictionary<string, string> pairs, string key)
    {
        if (pairs.TryGetValue(key, out var value))
            return value;
        throw new FormatException($"its metadata has no {key}");
    }

    private static (int Shard, int Count) Shard(string text)
    {
        var words = text.Split('/');
        var areNumbers = words.Length == 2 & int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var shard)
            & int.TryParse(words[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count);
        if (areNumbers && shard < count)
            return (shard, count);
        throw new FormatException($"{ShardKey} is '{Short(text)}'; expected for example 7/120");
    }

    private static ImmutableArray<string> Names(string key, string json)
    {
        try
        {
            var names = JsonSerializer.Deserialize<string?[]>(json);
            if (names is not null && !names.Contains(null))
                return [.. names.OfType<string>()];
        }
        catch (JsonException error)
        {
            throw new FormatException($"{key} is no list of names: '{Short(json)}'", error);
        }

        throw new FormatException($"{key} is no list of names: '{Short(json)}'");
    }

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "...";
}
