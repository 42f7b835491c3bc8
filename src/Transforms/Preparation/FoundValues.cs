using System.Numerics.Tensors;

namespace MsMclr.MLNet.Transforms.Preparation;

/// <summary>Tells what is there in recorded values, where 0 stands for a body that is absent and NaN for a joint that is missing.</summary>
internal static class FoundValues
{
    /// <summary>Whether there is a number other than 0.</summary>
    public static bool HasAny(ReadOnlySpan<float> values)
    {
        while (true)
        {
            var at = values.IndexOfAnyExcept(0f);
            if (at < 0)
                return false;
            if (!float.IsNaN(values[at]))
                return true;
            values = values[(at + 1)..];
        }
    }

    /// <summary>Whether a value is missing. (Or infinities of both signs are there, which loaders refuse.)</summary>
    public static bool HasMissing(ReadOnlySpan<float> values) => float.IsNaN(TensorPrimitives.Sum(values));

    /// <summary>A missing joint in its one form: coordinates NaN, scores 0.</summary>
    public static void MakeMissing(Span<float> joint, int coordinates)
    {
        joint[..coordinates].Fill(float.NaN);
        joint[coordinates..].Clear();
    }
}
