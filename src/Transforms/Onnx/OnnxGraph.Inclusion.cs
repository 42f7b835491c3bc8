namespace MsMclr.MLNet.Transforms.Onnx;

/// <content>Whole graphs, ours and others', taken into this one.</content>
internal sealed partial class OnnxGraph
{
    private const string DefaultDomain = "ai.onnx";

    /// <summary>Declares an input as another model declares its own.</summary>
    public string Input(string name, TypeProto type)
    {
        _graph.Input.Add(new ValueInfoProto { Name = name, Type = type });
        return Claim(name);
    }

    /// <summary>Makes an existing value an output of any type.</summary>
    public void Output(string name, string value, TypeProto type)
    {
        _graph.Node.Add(new NodeProto { OpType = "Identity", Name = name, Input = { value }, Output = { Claim(name) } });
        _graph.Output.Add(new ValueInfoProto { Name = name, Type = type });
    }

    /// <summary>Takes the nodes and numbers of a model. Their names get a prefix, since each may be used only once in a graph.</summary>
    /// <param name="model">The model, in this graph's version of ONNX. It is changed.</param>
    /// <param name="prefix">What no other name begins with.</param>
    /// <param name="inputs">The values of this graph that are its inputs.</param>
    /// <returns>The values of this graph that are its outputs.</returns>
    /// <exception cref="NotSupportedException">Its operators of another domain are of another version than those that are here.</exception>
    public Dictionary<string, string> Include(ModelProto model, string prefix, IReadOnlyDictionary<string, string> inputs)
    {
        Import(model);
        var names = new PrefixedNames(prefix, inputs);
        foreach (var tensor in model.Graph.Initializer)
            tensor.Name = names.Of(tensor.Name);
        foreach (var node in model.Graph.Node)
            names.ApplyTo(node);
        _graph.Initializer.AddRange(model.Graph.Initializer);
        _graph.Node.AddRange(model.Graph.Node);
        _names.UnionWith(names.Made);
        return model.Graph.Output.ToDictionary(output => output.Name, output => names.Of(output.Name));
    }

    /// <summary>Leaves out what no output depends on: nodes, numbers and inputs.</summary>
    /// <returns>The inputs that are left.</returns>
    public IReadOnlyList<string> Prune()
    {
        var needed = _graph.Output.Select(output => output.Name).ToHashSet();
        // Nodes stand after those that they depend on.
        var kept = new Stack<NodeProto>();
        foreach (var node in _graph.Node.Reverse())
        {
            if (!node.Output.Any(needed.Contains))
                continue;
            kept.Push(node);
            needed.UnionWith(UsedNames.Of(node));
        }

        var tensors = _graph.Initializer.Where(tensor => needed.Contains(tensor.Name)).ToArray();
        var inputs = _graph.Input.Where(input => needed.Contains(input.Name)).ToArray();
        var graph = new GraphProto { Name = _graph.Name, Node = { kept }, Initializer = { tensors } };
        graph.Input.AddRange(inputs);
        graph.Output.AddRange(_graph.Output);
        _graph = graph;
        return [.. inputs.Select(input => input.Name)];
    }

    private void Import(ModelProto model)
    {
        foreach (var import in model.OpsetImport.Where(import => import.Domain is not ("" or DefaultDomain)))
        {
            var version = _otherDomains.GetValueOrDefault(import.Domain, import.Version);
            if (version != import.Version)
            {
                var others = $"others of the model are of version {version}";
                throw new NotSupportedException($"its operators of '{import.Domain}' are of version {import.Version}, and {others}");
            }

            _otherDomains[import.Domain] = version;
        }
    }
}
