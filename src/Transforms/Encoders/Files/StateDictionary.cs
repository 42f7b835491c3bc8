namespace MsMclr.MLNet.Transforms.Encoders.Files;

/// <summary>Finds the tensors in what was pickled: a state_dict, or a checkpoint that holds one.</summary>
internal static class StateDictionary
{
    private static readonly string[] Wrappers = ["state_dict", "model", "model_state_dict"];

    public static IEnumerable<KeyValuePair<string, PickledTensor>> Of(object? pickled)
    {
        if (pickled is not PickledDictionary dictionary)
            throw new FormatException("The file holds no dict; save the weights by name: torch.save(model.state_dict(), path).");
        var tensors = dictionary.Where(entry => entry.Value is PickledTensor).Select(entry => KeyValuePair.Create(entry.Key, (PickledTensor)entry.Value!)).ToList();
        if (tensors.Count > 0)
            return tensors;
        foreach (var wrapper in Wrappers)
        {
            if (dictionary.TryGetValue(wrapper, out var inner) && inner is PickledDictionary state && state.Values.Any(value => value is PickledTensor))
                return Of(state);
        }

        throw new FormatException($"The file holds no tensors, neither directly nor under {string.Join(", ", Wrappers.Select(name => $"'{name}'"))}; its keys are {string.Join(", ", dictionary.Keys.Take(10).Select(name => $"'{name}'"))}.");
    }
}
