using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Torch;

/// <summary>
/// Joins tensors. Of <c>torch.cat</c> only the overload for lists exists in every version of TorchSharp that
/// <see cref="TorchSharpVersions"/> allows, and C# would choose another one for most expressions.
/// </summary>
internal static class Concatenation
{
    /// <summary>Joins tensors of one shape along a dimension, in which they may differ.</summary>
    public static Tensor Of(long dimension, params IList<Tensor> parts) => cat(parts, dimension);
}
