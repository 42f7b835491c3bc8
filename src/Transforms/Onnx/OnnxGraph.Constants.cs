using System.Runtime.InteropServices;
using Google.Protobuf;

namespace MsMclr.MLNet.Transforms.Onnx;

/// <content>Numbers in the graph: weights, constants, and attributes of nodes.</content>
internal sealed partial class OnnxGraph
{
    /// <summary>A weight under a name of its own.</summary>
    public string Weight(string name, EncoderTensor tensor)
    {
        var bytes = MemoryMarshal.AsBytes(tensor.Values.AsSpan());
        return Tensor(Claim(name), TensorProto.Types.DataType.Float, tensor.Shape, bytes);
    }

    /// <summary>A constant vector of floats (a scalar has one element and broadcasts; nothing here has rank 0).</summary>
    public string Constant(params ReadOnlySpan<float> values)
        => Tensor(Fresh("floats"), TensorProto.Types.DataType.Float, [values.Length], MemoryMarshal.AsBytes(values));

    /// <summary>A constant vector of doubles.</summary>
    public string Constant(params ReadOnlySpan<double> values)
        => Tensor(Fresh("doubles"), TensorProto.Types.DataType.Double, [values.Length], MemoryMarshal.AsBytes(values));

    /// <summary>A constant vector of integers.</summary>
    public string Constant(params ReadOnlySpan<long> values)
        => Tensor(Fresh("integers"), TensorProto.Types.DataType.Int64, [values.Length], MemoryMarshal.AsBytes(values));

    /// <summary>An attribute that is an integer.</summary>
    public static AttributeProto Attribute(string name, long value)
        => new() { Name = name, I = value, Type = AttributeProto.Types.AttributeType.Int };

    /// <summary>An attribute that is a float.</summary>
    public static AttributeProto Attribute(string name, float value)
        => new() { Name = name, F = value, Type = AttributeProto.Types.AttributeType.Float };

    /// <summary>An attribute that is a list of integers.</summary>
    public static AttributeProto Attribute(string name, ReadOnlySpan<long> values)
    {
        var attribute = new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Ints };
        attribute.Ints.AddRange(values.ToArray());
        return attribute;
    }

    private string Tensor(string name, TensorProto.Types.DataType type, ReadOnlySpan<long> shape, ReadOnlySpan<byte> values)
    {
        var tensor = new TensorProto { Name = name, DataType = (int)type, RawData = ByteString.CopyFrom(values) };
        tensor.Dims.AddRange(shape.ToArray());
        _graph.Initializer.Add(tensor);
        return name;
    }
}
