using Google.Protobuf;

namespace MsMclr.MLNet.Transforms.Onnx;

/// <summary>
/// Builds an ONNX graph node by node. Each operator takes the names of its inputs and gives the name of its output, so that a
/// formula reads like one: <c>graph.Add(x, graph.Constant(1f))</c>.
/// </summary>
internal sealed partial class OnnxGraph
{
    public const int Opset = 17;
    private const int IrVersion = 8;
    private GraphProto _graph;
    private readonly HashSet<string> _names = [];
    private readonly SortedDictionary<string, long> _otherDomains = new(StringComparer.Ordinal);

    public OnnxGraph(string name) => _graph = new GraphProto { Name = name };

    /// <summary>Declares an input; a dimension that is not known is given by name.</summary>
    public string Input(string name, params ReadOnlySpan<OnnxDimension> shape)
    {
        _graph.Input.Add(Value(name, shape));
        return Claim(name);
    }

    /// <summary>Makes an existing value an output under the given name.</summary>
    public void Output(string name, string value, params ReadOnlySpan<OnnxDimension> shape)
    {
        _graph.Node.Add(new NodeProto { OpType = "Identity", Name = name, Input = { value }, Output = { Claim(name) } });
        _graph.Output.Add(Value(name, shape));
    }

    /// <summary>Adds any operator that has one output.</summary>
    public string Node(string operation, ReadOnlySpan<string> inputs, params ReadOnlySpan<AttributeProto> attributes)
        => Add(Fresh(operation), operation, inputs, attributes);

    /// <summary>Adds an operator whose name, or one made of it, an error of the runtime is to tell.</summary>
    public string Named(string name, string operation, ReadOnlySpan<string> inputs, params ReadOnlySpan<AttributeProto> attributes)
        => Add(Fresh(name), operation, inputs, attributes);

    private string Add(string output, string operation, ReadOnlySpan<string> inputs, ReadOnlySpan<AttributeProto> attributes)
    {
        var node = new NodeProto { OpType = operation, Name = output, Output = { output } };
        foreach (var input in inputs)
            node.Input.Add(input);
        foreach (var attribute in attributes)
            node.Attribute.Add(attribute);
        _graph.Node.Add(node);
        return output;
    }

    /// <summary>The largest values along the last axis and where they are; of equal ones the first.</summary>
    public (string Values, string Indices) TopK(string value, int count)
    {
        var values = Fresh("TopK");
        var indices = Fresh("TopK");
        var inputs = new[] { value, Constant((long)count) };
        _graph.Node.Add(new NodeProto { OpType = "TopK", Name = values, Input = { inputs }, Output = { values, indices } });
        return (values, indices);
    }

    /// <summary>The value of one of two branches. What the other one computes is not computed.</summary>
    /// <param name="condition">One flag.</param>
    /// <param name="yes">Adds the nodes that are run where it is set, and says which value is theirs. They may use earlier values.</param>
    /// <param name="no">The same for where it is not.</param>
    /// <param name="shape">The shape of either value.</param>
    public string If(string condition, Func<string> yes, Func<string> no, params ReadOnlySpan<OnnxDimension> shape)
    {
        var branches = new[] { Branch("then_branch", yes, shape), Branch("else_branch", no, shape) };
        return Node("If", [condition], branches);
    }

    /// <summary>Whether there is a value of a name.</summary>
    public bool Has(string name) => _names.Contains(name);

    /// <summary>The file's content.</summary>
    public byte[] ToModel(IReadOnlyDictionary<string, string>? metadata = null)
    {
        var model = new ModelProto
        {
            IrVersion = IrVersion,
            ProducerName = "MsMclr.MLNet",
            ProducerVersion = typeof(OnnxGraph).Assembly.GetName().Version!.ToString(3),
            Graph = _graph,
            OpsetImport = { new OperatorSetIdProto { Version = Opset } },
        };
        foreach (var (domain, version) in _otherDomains)
            model.OpsetImport.Add(new OperatorSetIdProto { Domain = domain, Version = version });
        foreach (var (key, value) in metadata ?? new Dictionary<string, string>())
            model.MetadataProps.Add(new StringStringEntryProto { Key = key, Value = value });
        return model.ToByteArray();
    }

    // Names are claimed in the whole graph: a branch may not use again what stands outside of it.
    private AttributeProto Branch(string name, Func<string> build, ReadOnlySpan<OnnxDimension> shape)
    {
        var outside = _graph;
        var branch = new GraphProto { Name = name };
        _graph = branch;
        try
        {
            branch.Output.Add(Value(build(), shape));
        }
        finally
        {
            _graph = outside;
        }

        return new AttributeProto { Name = name, G = branch, Type = AttributeProto.Types.AttributeType.Graph };
    }

    private static ValueInfoProto Value(string name, ReadOnlySpan<OnnxDimension> shape)
    {
        var dimensions = new TensorShapeProto();
        foreach (var dimension in shape)
            dimensions.Dim.Add(dimension.ToProto());
        var tensor = new TypeProto.Types.Tensor { ElemType = (int)TensorProto.Types.DataType.Float, Shape = dimensions };
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = tensor } };
    }

    private string Fresh(string stem)
    {
        for (var number = _names.Count; ; number++)
        {
            if (_names.Add($"{stem}_{number}"))
                return $"{stem}_{number}";
        }
    }

    private string Claim(string name)
    {
        if (!_names.Add(name))
        {
            var told = $"The ONNX graph '{_graph.Name}' already has a value named '{name}'; choose another column name.";
            throw new ArgumentException(told, nameof(name));
        }

        return name;
    }
}
