using Microsoft.ML.Data;

namespace MsMclr.MLNet.Transforms.Columns;

/// <summary>Vectors may arrive sparse (from a cache or a binary file, say).</summary>
internal static class DenseValues
{
    /// <summary>All values in order; <paramref name="room"/> is used, and enlarged, where the vector is sparse.</summary>
    public static ReadOnlySpan<float> Dense(this in VBuffer<float> vector, ref float[] room)
    {
        if (vector.IsDense)
            return vector.GetValues();
        if (room.Length < vector.Length)
            room = new float[vector.Length];
        vector.CopyTo(room);
        return room.AsSpan(0, vector.Length);
    }
}
