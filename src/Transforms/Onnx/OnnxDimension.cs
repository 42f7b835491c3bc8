namespace MsMclr.MLNet.Transforms.Onnx;

/// <summary>A dimension of an ONNX input or output: a number, or a name where it varies.</summary>
internal readonly record struct OnnxDimension(long Value, string? Name)
{
    public static implicit operator OnnxDimension(int value) => new(value, null);

    public static implicit operator OnnxDimension(string name) => new(0, name);

    public TensorShapeProto.Types.Dimension ToProto()
    {
        var proto = new TensorShapeProto.Types.Dimension();
        if (Name is null)
            proto.DimValue = Value;
        else
            proto.DimParam = Name;
        return proto;
    }
}
