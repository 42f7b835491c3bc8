using MsMclr.MLNet.Transforms.Encoders.Architecture;

namespace MsMclr.MLNet.Transforms.Encoders.Files;

/// <summary>
/// Which tensors of a file are one encoder's, under its own names. A pretraining checkpoint holds two encoders, <c>encoder_q.</c> and
/// <c>encoder_k.</c>, and a queue.
/// </summary>
internal static class EncoderNames
{
    public const string Query = "encoder_q.";
    private const string Key = "encoder_k.";
    private const int MostPrefixes = 10;

    // Every encoder has one, and nothing else does.
    private static readonly string Marker = EncoderArchitecture.DataNorm.Weight;

    /// <summary>The prefix of the encoder to take: the one asked for, or the only one, or the query encoder.</summary>
    /// <exception cref="FormatException">There is no such encoder, or there are several.</exception>
    public static string Prefix(IEnumerable<string> names, string? wanted)
    {
        var prefixes = Prefixes(names);
        var list = string.Join(", ", prefixes.Take(MostPrefixes).Select(prefix => $"'{prefix}'"));
        if (wanted is not null)
        {
            if (!prefixes.Contains(wanted))
            {
                var held = $"those it holds: {list}";
                throw new FormatException($"The file holds no encoder under '{wanted}' (EncoderLoadOptions.Prefix); {held}.");
            }

            return wanted;
        }

        if (prefixes.Count == 0)
            throw new FormatException($"The file holds no encoder: there is no tensor '{Marker}', nor one whose name ends so.");
        if (prefixes.Count == 1)
            return prefixes[0];
        var queries = prefixes.Where(prefix => prefix.EndsWith(Query, StringComparison.Ordinal)).ToList();
        if (queries.Count != 1)
            throw new FormatException($"The file holds several encoders: {list}. Name one with EncoderLoadOptions.Prefix.");
        return queries[0];
    }

    /// <summary>
    /// The tensors under a prefix, without it. What training needs beside the encoder is passed over, what nobody knows is listed.
    /// </summary>
    public static (Dictionary<string, StoredTensor> Tensors, List<string> Unexpected) Of(
        IReadOnlyDictionary<string, StoredTensor> file,
        string prefix)
    {
        var tensors = new Dictionary<string, StoredTensor>();
        var unexpected = new List<string>();
        var outer = prefix.EndsWith(Query, StringComparison.Ordinal) ? prefix[..^Query.Length] : prefix;
        foreach (var (name, tensor) in file)
        {
            if (IsBesides(name, outer))
                continue;
            if (!name.StartsWith(prefix, StringComparison.Ordinal))
                unexpected.Add(name);
            else if (!IsUnused(name[prefix.Length..]))
                tensors[name[prefix.Length..]] = tensor;
        }

        return (tensors, unexpected);
    }

    private static List<string> Prefixes(IEnumerable<string> names) =>
    [
        .. names.Where(name => name.EndsWith(Marker, StringComparison.Ordinal))
            .Select(name => name[..^Marker.Length])
            .Where(prefix => prefix.Length == 0 || prefix.EndsWith('.'))
            .Order(StringComparer.Ordinal),
    ];

    private static bool IsBesides(string name, string outer)
        => name.StartsWith(outer + Key, StringComparison.Ordinal) || name == outer + "queue" || name == outer + "queue_ptr";

    // The reference never calls its module 'dropout'; we normalize with a momentum, which needs no count of batches.
    private static bool IsUnused(string name)
        => name.StartsWith("dropout.", StringComparison.Ordinal) || name.EndsWith(".num_batches_tracked", StringComparison.Ordinal);
}
