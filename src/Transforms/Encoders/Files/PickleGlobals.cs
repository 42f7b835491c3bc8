namespace MsMclr.MLNet.Transforms.Encoders.Files;

/// <summary>
/// The few names that a pickle may mention. They stand for what we do ourselves: nothing is looked up, loaded or run.
/// </summary>
internal static class PickleGlobals
{
    private const int MaxDimensions = 16;
    private static readonly object OrderedDictionary = new();
    private static readonly object RebuildTensor = new();
    private static readonly object RebuildParameter = new();

    private static readonly Dictionary<(string Module, string Name), object> Known = new()
    {
        [("collections", "OrderedDict")] = OrderedDictionary,
        [("torch._utils", "_rebuild_tensor_v2")] = RebuildTensor,
        [("torch._utils", "_rebuild_parameter")] = RebuildParameter,
        [("torch", "DoubleStorage")] = ElementType.Float64,
        [("torch", "FloatStorage")] = ElementType.Float32,
        [("torch", "HalfStorage")] = ElementType.Float16,
        [("torch", "BFloat16Storage")] = ElementType.BFloat16,
        [("torch", "LongStorage")] = new ElementType("int64", 8),
        [("torch", "IntStorage")] = new ElementType("int32", 4),
        [("torch", "ShortStorage")] = new ElementType("int16", 2),
        [("torch", "CharStorage")] = new ElementType("int8", 1),
        [("torch", "ByteStorage")] = new ElementType("uint8", 1),
        [("torch", "BoolStorage")] = new ElementType("bool", 1),
    };

    public static object Find(string module, string name)
    {
        if (!Known.TryGetValue((module, name), out var known))
        {
            const string Rule = "Only tensors and plain containers are read, and nothing in a file is run";
            const string Remedy = "save a state_dict instead: torch.save(model.state_dict(), path)";
            throw new FormatException($"The pickle asks for '{module}.{name}'. {Rule}; {Remedy}.");
        }

        return known;
    }

    /// <summary>What a call of a known name gives.</summary>
    public static object Call(object? global, object?[] arguments)
    {
        if (global == OrderedDictionary && arguments.Length == 0)
            return new PickledDictionary();
        if (global == RebuildTensor && arguments is [PickledStorage storage, long offset, object?[] shape, object?[] strides, ..])
            return Tensor(storage, offset, Sizes(shape), Sizes(strides));
        if (global == RebuildParameter && arguments is [PickledTensor tensor, ..])
            return tensor;
        throw new FormatException("The pickle calls something with arguments that PyTorch does not write.");
    }

    /// <summary>What a persistent id stands for: <c>('storage', type, key, location, count)</c>.</summary>
    public static PickledStorage Storage(object? id)
    {
        if (id is object?[] and ["storage", ElementType type, string key, _, long count] && count >= 0)
            return new PickledStorage(type, key, count);
        throw new FormatException("The pickle refers to data in a way that PyTorch's zip format does not.");
    }

    private static PickledTensor Tensor(PickledStorage storage, long offset, long[] shape, long[] strides)
    {
        if (shape.Length != strides.Length || shape.Length > MaxDimensions)
        {
            var expected = $"as many of both, and at most {MaxDimensions}, are expected";
            throw new FormatException($"A tensor has {shape.Length} sizes and {strides.Length} strides; {expected}.");
        }

        // In double: products of a stranger's numbers overflow anything else.
        var count = shape.Aggregate(1.0, (product, size) => product * size);
        var last = shape.Zip(strides).Aggregate((double)offset, (sum, axis) => sum + ((axis.First - 1.0) * axis.Second));
        var size = $"[{string.Join(", ", shape)}]";
        if (offset < 0 || (count > 0 && last >= storage.Count))
        {
            var view = $"A tensor of shape {size}, strides [{string.Join(", ", strides)}] from {offset} on";
            throw new FormatException($"{view} lies outside its storage of {storage.Count} numbers.");
        }

        if (count > storage.Count)
        {
            const string Remedy = "call contiguous() before torch.save";
            throw new FormatException($"A tensor of shape {size} repeats the {storage.Count} numbers of its storage; {Remedy}.");
        }

        return new PickledTensor(storage, offset, shape, strides);
    }

    private static long[] Sizes(object?[] tuple)
    {
        if (!tuple.All(item => item is long number && number >= 0))
            throw new FormatException("A tensor's sizes and strides are whole numbers from 0.");
        return [.. tuple.Cast<long>()];
    }
}
