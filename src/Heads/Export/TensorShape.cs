using MsMclr.MLNet.Transforms.Onnx;

namespace MsMclr.MLNet.Heads.Export;

/// <summary>The sizes that a graph declares.</summary>
internal static class TensorShape
{
    private const long Unknown = -1;

    /// <summary>
    /// The sizes, and -1 where one is not known. The first, where only that is not known, is the number of rows: there is one.
    /// </summary>
    /// <exception cref="NotSupportedException">More than one is not known.</exception>
    public static long[] Of(ValueInfoProto value)
    {
        var shape = value.Type.TensorType?.Shape ?? new TensorShapeProto();
        long[] sizes = [.. shape.Dim.Select(dimension => dimension.HasDimValue && dimension.DimValue > 0 ? dimension.DimValue : Unknown)];
        if (sizes.Count(size => size == Unknown) > 1)
            throw new NotSupportedException($"more than one size of '{value.Name}' is not known before the graph runs");
        if (sizes is [Unknown, ..])
            sizes[0] = 1;
        return sizes;
    }

    /// <summary>The declaration of a tensor of known sizes.</summary>
    public static TypeProto Declare(int type, params ReadOnlySpan<long> sizes)
    {
        var shape = new TensorShapeProto();
        foreach (var size in sizes)
            shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimValue = size });
        return new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = type, Shape = shape } };
    }
}
