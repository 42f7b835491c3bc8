namespace MsMclr.MLNet.Transforms.Encoders.Files;

/// <summary>Reads a view of a storage row by row, whatever its strides.</summary>
internal static class StridedTensor
{
    /// <summary>The values, row-major. The tensor has been found to lie within its storage.</summary>
    public static float[] Read(PickledTensor tensor, byte[] storage)
    {
        var size = tensor.Storage.Type.Size;
        var count = tensor.Shape.Aggregate(1L, (product, axis) => product * axis);
        if (count == 0)
            return [];
        if (IsContiguous(tensor))
            return tensor.Storage.Type.ToSingles(storage.AsSpan((int)(tensor.Offset * size), (int)(count * size)));
        var all = tensor.Storage.Type.ToSingles(storage.AsSpan(0, (int)(tensor.Storage.Count * size)));
        var values = new float[count];
        var place = new long[tensor.Shape.Length];
        var at = tensor.Offset;
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = all[at];
            for (var axis = place.Length - 1; axis >= 0; axis--)
            {
                at += tensor.Strides[axis];
                if (++place[axis] < tensor.Shape[axis])
                    break;
                at -= tensor.Shape[axis] * tensor.Strides[axis];
                place[axis] = 0;
            }
        }

        return values;
    }

    private static bool IsContiguous(PickledTensor tensor)
    {
        var expected = 1L;
        for (var axis = tensor.Shape.Length - 1; axis >= 0; axis--)
        {
            if (tensor.Shape[axis] != 1 && tensor.Strides[axis] != expected)
                return false;
            expected *= tensor.Shape[axis];
        }

        return true;
    }
}
