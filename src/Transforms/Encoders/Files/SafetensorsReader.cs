using System.Buffers.Binary;
using System.Text.Json;

namespace MsMclr.MLNet.Transforms.Encoders.Files;

/// <summary>
/// Reads <c>.safetensors</c>: eight bytes of header length, a JSON header that tells type, shape and place of every tensor, then the
/// tensors, which follow each other without gap or overlap.
/// </summary>
internal static class SafetensorsReader
{
    private const int MaxHeader = 16 << 20; // An encoder's has about 20,000 bytes.
    private const string Metadata = "__metadata__";

    /// <summary>Whether a file begins as safetensors do.</summary>
    public static bool IsSafetensors(ReadOnlySpan<byte> file) => file.Length > sizeof(long) && file[sizeof(long)] == '{';

    /// <exception cref="FormatException">The bytes are no safetensors; the message says what is wrong.</exception>
    public static WeightFile Read(byte[] file)
    {
        var header = BinaryPrimitives.ReadUInt64LittleEndian(file);
        var most = Math.Min(MaxHeader, file.Length - sizeof(long));
        if (header > (ulong)most)
            throw new FormatException($"The safetensors header is said to have {header:N0} bytes; at most {most:N0} are possible.");
        using var json = Parse(file.AsMemory(sizeof(long), (int)header));
        try
        {
            return Read(json.RootElement, file.AsMemory(sizeof(long) + (int)header));
        }
        catch (InvalidOperationException e)
        {
            throw new FormatException($"The safetensors header holds a text that is not valid Unicode: {e.Message}", e);
        }
    }

    private static WeightFile Read(JsonElement header, ReadOnlyMemory<byte> buffer)
    {
        var metadata = new Dictionary<string, string>();
        var entries = new List<SafetensorsEntry>();
        foreach (var member in header.EnumerateObject())
        {
            if (member.Name == Metadata)
                ReadMetadata(member, metadata);
            else
                entries.Add(SafetensorsEntry.Read(member, buffer.Length));
        }

        CheckPlaces(entries, buffer.Length);
        return new WeightFile(metadata, entries.ToDictionary(entry => entry.Name, entry => entry.Of(buffer)));
    }

    private static void ReadMetadata(JsonProperty member, Dictionary<string, string> metadata)
    {
        if (member.Value.ValueKind != JsonValueKind.Object)
            throw new FormatException("The safetensors metadata is not an object.");
        foreach (var text in member.Value.EnumerateObject())
        {
            if (text.Value.ValueKind != JsonValueKind.String)
                throw new FormatException($"The safetensors metadata '{text.Name}' is not a text.");
            metadata[text.Name] = text.Value.GetString()!;
        }
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> header)
    {
        try
        {
            var json = JsonDocument.Parse(header, new JsonDocumentOptions { MaxDepth = 8, AllowDuplicateProperties = false });
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                throw new FormatException("The safetensors header is not a JSON object.");
            return json;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // A name with half of a surrogate pair is the latter.
            throw new FormatException($"The safetensors header is not valid JSON: {e.Message}", e);
        }
    }

    private static void CheckPlaces(List<SafetensorsEntry> entries, int length)
    {
        var at = 0L;
        foreach (var entry in entries.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End))
        {
            if (entry.Begin != at)
            {
                var reason = $"where {at:N0} is expected: tensors overlap or leave a gap";
                throw new FormatException($"The safetensors tensor '{entry.Name}' begins at {entry.Begin:N0}, {reason}.");
            }

            at = entry.End;
        }

        if (at != length)
        {
            const string Reason = "it was cut off, or is no safetensors";
            throw new FormatException($"The safetensors tensors end at {at:N0}, the file at {length:N0}: {Reason}.");
        }
    }
}
