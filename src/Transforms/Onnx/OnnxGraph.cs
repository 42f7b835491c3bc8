using System.Runtime.InteropServices;
using Google.Protobuf;

namespace MsMclr.MLNet.Transforms.Onnx;

/// <summary>Builds an ONNX graph node by node: each operator takes the names of its inputs and gives the name of its output.</summary>
internal sealed class OnnxGraph
{
    public const int Opset = 17;
    private const int IrVersion = 8;
    private readonly GraphProto _graph;
    private readonly HashSet<string> _names = [];

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

    /// <summary>Any operator.</summary>
    public string Node(string operation, ReadOnlySpan<string> inputs, params ReadOnlySpan<AttributeProto> attributes)
    {
        var output = Fresh(operation);
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
        var (values, indices) = (Fresh("TopK"), Fresh("TopK"));
        _graph.Node.Add(new NodeProto { OpType = "TopK", Name = values, Input = { value, Constant((long)count) }, Output = { values, indices } });
        return (values, indices);
    }

    /// <summary>A weight under a name of its own.</summary>
    public string Weight(string name, EncoderTensor tensor) => Tensor(Claim(name), TensorProto.Types.DataType.Float, tensor.Shape, MemoryMarshal.AsBytes(tensor.Values.AsSpan()));

    /// <summary>A constant vector of floats (a scalar has one element and broadcasts; nothing here has rank 0).</summary>
    public string Constant(params ReadOnlySpan<float> values) => Tensor(Fresh("floats"), TensorProto.Types.DataType.Float, [values.Length], MemoryMarshal.AsBytes(values));

    /// <summary>A constant vector of doubles.</summary>
    public string Constant(params ReadOnlySpan<double> values) => Tensor(Fresh("doubles"), TensorProto.Types.DataType.Double, [values.Length], MemoryMarshal.AsBytes(values));

    /// <summary>A constant vector of integers.</summary>
    public string Constant(params ReadOnlySpan<long> values) => Tensor(Fresh("integers"), TensorProto.Types.DataType.Int64, [values.Length], MemoryMarshal.AsBytes(values));

    public static AttributeProto Attribute(string name, long value) => new() { Name = name, I = value, Type = AttributeProto.Types.AttributeType.Int };

    public static AttributeProto Attribute(string name, float value) => new() { Name = name, F = value, Type = AttributeProto.Types.AttributeType.Float };

    public static AttributeProto Attribute(string name, ReadOnlySpan<long> values)
    {
        var attribute = new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Ints };
        attribute.Ints.AddRange(values.ToArray());
        return attribute;
    }

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
        foreach (var (key, value) in metadata ?? new Dictionary<string, string>())
            model.MetadataProps.Add(new StringStringEntryProto { Key = key, Value = value });
        return model.ToByteArray();
    }

    private string Tensor(string name, TensorProto.Types.DataType type, ReadOnlySpan<long> shape, ReadOnlySpan<byte> values)
    {
        var tensor = new TensorProto { Name = name, DataType = (int)type, RawData = ByteString.CopyFrom(values) };
        tensor.Dims.AddRange(shape.ToArray());
        _graph.Initializer.Add(tensor);
        return name;
    }

    private static ValueInfoProto Value(string name, ReadOnlySpan<OnnxDimension> shape)
    {
        var dimensions = new TensorShapeProto();
        foreach (var dimension in shape)
            dimensions.Dim.Add(dimension.ToProto());
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)TensorProto.Types.DataType.Float, Shape = dimensions } } };
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
        => _names.Add(name) ? name : throw new ArgumentException($"The ONNX graph '{_graph.Name}' already has a value named '{name}'; choose another column name.", nameof(name));
}
