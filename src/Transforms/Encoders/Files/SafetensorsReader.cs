using System.Buffers.Binary;
using System.Text.Json;

namespace MsMclr.MLNet.Transforms.Encoders.Files;

/// <summary>
/// Reads <c>.safetensors</c>: eight bytes of header length, a JSON header that tells type, shape and place of every tensor, then the tensors,
/// which follow each other without gap or overlap.
/// </summary>
internal static class SafetensorsReader
{
    private const int MaxHeader = 16 << 20; // An encoder's has about 20,000 bytes.
    private const string Metadata = "__metadata__";

    private static readonly Dictionary<string, ElementType> Types = new()
    {
        ["F64"] = ElementType.Float64, ["F32"] = ElementType.Float32, ["F16"] = ElementType.Float16, ["BF16"] = ElementType.BFloat16,
        ["I64"] = new("int64", 8), ["U64"] = new("uint64", 8), ["I32"] = new("int32", 4), ["U32"] = new("uint32", 4), ["I16"] = new("int16", 2), ["U16"] = new("uint16", 2),
        ["I8"] = new("int8", 1), ["U8"] = new("uint8", 1), ["BOOL"] = new("bool", 1), ["F8_E4M3"] = new("float8_e4m3fn", 1), ["F8_E5M2"] = new("float8_e5m2", 1),
    };

    /// <summary>Whether a file begins as safetensors do.</summary>
    public static bool IsSafetensors(ReadOnlySpan<byte> file) => file.Length > sizeof(long) && file[sizeof(long)] == '{';

    /// <exception cref="FormatException">The bytes are no safetensors; the message says what is wrong.</exception>
    public static WeightFile Read(byte[] file)
    {
        var header = BinaryPrimitives.ReadUInt64LittleEndian(file);
        if (header > MaxHeader || (int)header > file.Length - sizeof(long))
            throw new FormatException($"The safetensors header is said to have {header:N0} bytes; at most {Math.Min(MaxHeader, file.Length - sizeof(long)):N0} are possible.");
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
        var tensors = new Dictionary<string, StoredTensor>();
        var places = new List<(long Begin, long End, string Name)>();
        foreach (var entry in header.EnumerateObject())
        {
            if (entry.Name == Metadata)
            {
                foreach (var text in Members(entry))
                    metadata[text.Name] = text.Value.ValueKind == JsonValueKind.String ? text.Value.GetString()! : throw new FormatException($"The safetensors metadata '{text.Name}' is not a text.");
                continue;
            }

            var (tensor, begin, end) = Tensor(entry, buffer);
            tensors[entry.Name] = tensor;
            places.Add((begin, end, entry.Name));
        }

        CheckPlaces(places, buffer.Length);
        return new WeightFile(metadata, tensors);
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> header)
    {
        try
        {
            var json = JsonDocument.Parse(header, new JsonDocumentOptions { MaxDepth = 8, AllowDuplicateProperties = false });
            return json.RootElement.ValueKind == JsonValueKind.Object ? json : throw new FormatException("The safetensors header is not a JSON object.");
        }
        catch (JsonException e)
        {
            throw new FormatException($"The safetensors header is not valid JSON: {e.Message}", e);
        }
    }

    private static (StoredTensor Tensor, long Begin, long End) Tensor(JsonProperty entry, ReadOnlyMemory<byte> buffer)
    {
        var members = Members(entry).ToDictionary(member => member.Name, member => member.Value);
        if (!members.TryGetValue("dtype", out var name) || name.ValueKind != JsonValueKind.String || !Types.TryGetValue(name.GetString()!, out var type))
            throw Wrong(entry, $"a dtype of {string.Join(", ", Types.Keys)}");
        var shape = Numbers(entry, members, "shape");
        if (Numbers(entry, members, "data_offsets") is not [var begin, var end] || begin > end || end > buffer.Length)
            throw Wrong(entry, $"data_offsets [begin, end] within the {buffer.Length:N0} bytes that follow the header");
        if (shape.Aggregate((double)type.Size, (product, size) => product * size) != end - begin)
            throw Wrong(entry, $"{end - begin:N0} bytes (its data_offsets) to be {type.Name} of shape [{string.Join(", ", shape)}]");
        return (new StoredTensor(type, shape, () => type.ToSingles(buffer.Span[(int)begin..(int)end])), begin, end);
    }

    private static JsonElement.ObjectEnumerator Members(JsonProperty entry)
        => entry.Value.ValueKind == JsonValueKind.Object ? entry.Value.EnumerateObject() : throw Wrong(entry, "an object");

    private static long[] Numbers(JsonProperty entry, Dictionary<string, JsonElement> members, string key)
    {
        if (!members.TryGetValue(key, out var list) || list.ValueKind != JsonValueKind.Array)
            throw Wrong(entry, $"a list '{key}'");
        return [.. list.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.Number && item.TryGetInt64(out var number) && number >= 0 ? number : throw Wrong(entry, $"whole numbers from 0 in '{key}'"))];
    }

    private static void CheckPlaces(List<(long Begin, long End, string Name)> places, int length)
    {
        places.Sort();
        var at = 0L;
        foreach (var (begin, end, name) in places)
        {
            if (begin != at)
                throw new FormatException($"The safetensors tensor '{name}' begins at {begin:N0}, where {at:N0} is expected: tensors overlap or leave a gap.");
            at = end;
        }

        if (at != length)
            throw new FormatException($"The safetensors tensors end at {at:N0}, the file at {length:N0}: it was cut off, or is no safetensors.");
    }

    private static FormatException Wrong(JsonProperty entry, string expected) => new($"The safetensors tensor '{entry.Name}': {expected} expected.");
}
