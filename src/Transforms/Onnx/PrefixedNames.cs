namespace MsMclr.MLNet.Transforms.Onnx;

/// <summary>Renames what a graph calls its values and nodes, so that it can stand within another graph.</summary>
/// <param name="prefix">What is put before its own names.</param>
/// <param name="inputs">What its inputs are called in the other graph.</param>
internal sealed class PrefixedNames(string prefix, IReadOnlyDictionary<string, string> inputs)
{
    /// <summary>The names that were given.</summary>
    public HashSet<string> Made { get; } = [];

    /// <summary>The new name of a value.</summary>
    public string Of(string name)
    {
        // No name: an input of a node that is left out.
        if (name.Length == 0)
            return name;
        if (inputs.TryGetValue(name, out var value))
            return value;
        Made.Add(prefix + name);
        return prefix + name;
    }

    /// <summary>Renames a node, what it reads and writes, and the same in its branches.</summary>
    public void ApplyTo(NodeProto node)
    {
        // Errors at run time name the node.
        node.Name = prefix + (node.Name.Length > 0 ? node.Name : node.OpType);
        for (var i = 0; i < node.Input.Count; i++)
            node.Input[i] = Of(node.Input[i]);
        for (var i = 0; i < node.Output.Count; i++)
            node.Output[i] = Of(node.Output[i]);
        foreach (var branch in node.Attribute.Where(attribute => attribute.G is not null).Select(attribute => attribute.G))
            ApplyTo(branch);
    }

    private void ApplyTo(GraphProto branch)
    {
        branch.ValueInfo.Clear();
        foreach (var tensor in branch.Initializer)
            tensor.Name = Of(tensor.Name);
        foreach (var value in branch.Input.Concat(branch.Output))
            value.Name = Of(value.Name);
        foreach (var node in branch.Node)
            ApplyTo(node);
    }
}
