namespace MsMclr.MLNet.Transforms.Encoders.Files;

/// <summary>Finds the tensors in what was pickled: a state_dict, or a checkpoint that holds one.</summary>
internal static class StateDictionary
{
    private const int MostKeys = 10;
    private static readonly string[] Wrappers = ["state_dict", "model", "model_state_dict"];

    /// <exception cref="FormatException">There are no tensors where they are looked for.</exception>
    public static IEnumerable<KeyValuePair<string, PickledTensor>> Of(object? pickled)
    {
        if (pickled is not PickledDictionary dictionary)
            throw new FormatException("The file holds no dict; save the weights by name: torch.save(model.state_dict(), path).");
        var tensors = TensorsOf(dictionary);
        if (tensors.Count > 0)
            return tensors;
        foreach (var wrapper in Wrappers)
        {
            if (!dictionary.TryGetValue(wrapper, out var inner) || inner is not PickledDictionary state)
                continue;
            tensors = TensorsOf(state);
            if (tensors.Count > 0)
                return tensors;
        }

        var keys = Quoted(dictionary.Keys.Take(MostKeys));
        throw new FormatException($"The file holds no tensors, neither directly nor under {Quoted(Wrappers)}; its keys are {keys}.");
    }

    private static List<KeyValuePair<string, PickledTensor>> TensorsOf(PickledDictionary dictionary)
    {
        var tensors = new List<KeyValuePair<string, PickledTensor>>();
        foreach (var (key, value) in dictionary)
        {
            if (value is PickledTensor tensor)
                tensors.Add(KeyValuePair.Create(key, tensor));
        }

        return tensors;
    }

    private static string Quoted(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{name}'"));
}
