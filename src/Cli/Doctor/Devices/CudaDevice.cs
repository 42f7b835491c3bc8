using System.Globalization;

namespace MsMclr.MLNet.Cli.Doctor.Devices;

/// <summary>A GPU, as the driver tells it.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Bytes">Its memory.</param>
/// <param name="Major">The first number of its compute capability.</param>
/// <param name="Minor">The second one.</param>
internal sealed record CudaDevice(string Name, long Bytes, int Major, int Minor)
{
    private const int Ampere = 8;

    /// <summary>Whether it has TF32 and bfloat16.</summary>
    public bool HasShortNumbers => Major >= Ampere;

    public override string ToString()
        => string.Create(CultureInfo.InvariantCulture, $"{Name}, {Bytes >> 30} GiB, compute capability {Major}.{Minor}");
}
