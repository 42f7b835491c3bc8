using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Torch;

/// <summary>
/// Brings vectors to length 1. It computes what libtorch's <c>normalize</c> does, to the bit. TorchSharp's form of that function has other
/// parameters in the older versions that <see cref="TorchSharpVersions"/> allows.
/// </summary>
internal static class UnitLength
{
    // What PyTorch takes: a vector of zeros stays one.
    private const double Smallest = 1e-12;

    /// <summary>Divides by the Euclidean norm along a dimension.</summary>
    public static Tensor Of(Tensor vectors, int dimension)
        => vectors / vectors.norm(dimension, keepdim: true, 2).clamp_min(Constant.Of(Smallest));
}
