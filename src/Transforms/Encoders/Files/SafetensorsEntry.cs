using System.Text.Json;

namespace MsMclr.MLNet.Transforms.Encoders.Files;

/// <summary>What the header of <c>.safetensors</c> tells of one tensor.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">What it is stored as.</param>
/// <param name="Shape">Its shape; no size is negative.</param>
/// <param name="Begin">Where its bytes begin behind the header.</param>
/// <param name="End">Where they end.</param>
internal sealed record SafetensorsEntry(string Name, ElementType Type, long[] Shape, long Begin, long End)
{
    private static readonly Dictionary<string, ElementType> Types = new()
    {
        ["F64"] = ElementType.Float64,
        ["F32"] = ElementType.Float32,
        ["F16"] = ElementType.Float16,
        ["BF16"] = ElementType.BFloat16,
        ["I64"] = new("int64", 8),
        ["U64"] = new("uint64", 8),
        ["I32"] = new("int32", 4),
        ["U32"] = new("uint32", 4),
        ["I16"] = new("int16", 2),
        ["U16"] = new("uint16", 2),
        ["I8"] = new("int8", 1),
        ["U8"] = new("uint8", 1),
        ["BOOL"] = new("bool", 1),
        ["F8_E4M3"] = new("float8_e4m3fn", 1),
        ["F8_E5M2"] = new("float8_e5m2", 1),
    };

    /// <summary>Reads an entry.</summary>
    /// <param name="entry">The member of the header.</param>
    /// <param name="length">How many bytes follow the header.</param>
    /// <exception cref="FormatException">The entry is incomplete or contradicts itself; the message says how.</exception>
    public static SafetensorsEntry Read(JsonProperty entry, int length)
    {
        if (entry.Value.ValueKind != JsonValueKind.Object)
            throw Wrong(entry, "an object");
        var type = TypeOf(entry);
        var shape = Numbers(entry, "shape");
        if (Numbers(entry, "data_offsets") is not [var begin, var end] || begin > end || end > length)
            throw Wrong(entry, $"data_offsets [begin, end] within the {length:N0} bytes that follow the header");

        // In double: the sizes of a stranger's file may overflow anything else.
        var bytes = shape.Aggregate((double)type.Size, (product, size) => product * size);
        if (bytes != end - begin)
        {
            var said = $"{type.Name} of shape [{string.Join(", ", shape)}]";
            throw Wrong(entry, $"{end - begin:N0} bytes (its data_offsets) to be {said}");
        }

        return new SafetensorsEntry(entry.Name, type, shape, begin, end);
    }

    /// <summary>The tensor, whose values are converted when they are wanted.</summary>
    public StoredTensor Of(ReadOnlyMemory<byte> buffer)
        => new(Type, Shape, () => Type.ToSingles(buffer.Span[(int)Begin..(int)End]));

    private static ElementType TypeOf(JsonProperty entry)
    {
        var isText = entry.Value.TryGetProperty("dtype", out var name) && name.ValueKind == JsonValueKind.String;
        if (!isText || !Types.TryGetValue(name.GetString()!, out var type))
            throw Wrong(entry, $"a dtype of {string.Join(", ", Types.Keys)}");
        return type;
    }

    private static long[] Numbers(JsonProperty entry, string key)
    {
        if (!entry.Value.TryGetProperty(key, out var list) || list.ValueKind != JsonValueKind.Array)
            throw Wrong(entry, $"a list '{key}'");
        var numbers = new List<long>();
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetInt64(out var number) || number < 0)
                throw Wrong(entry, $"whole numbers from 0 in '{key}'");
            numbers.Add(number);
        }

        return [.. numbers];
    }

    private static FormatException Wrong(JsonProperty entry, string expected)
        => new($"The safetensors tensor '{entry.Name}': {expected} expected.");
}
