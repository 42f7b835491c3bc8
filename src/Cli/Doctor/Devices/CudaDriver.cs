using System.Runtime.InteropServices;
using System.Text;

namespace MsMclr.MLNet.Cli.Doctor.Devices;

/// <summary>What NVIDIA's driver says, which comes with the system and with no package.</summary>
/// <param name="Version">The newest CUDA that it runs, as 12040 for 12.4.</param>
/// <param name="Devices">The devices, in the order of their numbers.</param>
internal sealed record CudaDriver(int Version, IReadOnlyList<CudaDevice> Devices)
{
    private const int Success = 0;
    private const int MajorOfComputeCapability = 75;
    private const int MinorOfComputeCapability = 76;
    private const int NameBytes = 256;
    private static readonly string[] Files = OperatingSystem.IsWindows() ? ["nvcuda.dll"] : ["libcuda.so.1", "libcuda.so"];

    private delegate int Initialize(uint flags);

    private delegate int GetNumber(out int number);

    private delegate int GetDevice(out int device, int ordinal);

    private delegate int GetName(byte[] name, int length, int device);

    private delegate int GetMemory(out nuint bytes, int device);

    private delegate int GetAttribute(out int value, int attribute, int device);

    /// <summary>The version in words.</summary>
    public string VersionText => $"{Version / 1000}.{Version % 1000 / 10}";

    /// <summary>Asks the driver; null where there is none.</summary>
    /// <exception cref="InvalidOperationException">There is one, and it does not work.</exception>
    public static CudaDriver? Find()
    {
        nint library = 0;
        if (!Array.Exists(Files, file => NativeLibrary.TryLoad(file, out library)))
            return null;
        Check("cuInit", Call<Initialize>(library, "cuInit")(0));
        Check("cuDriverGetVersion", Call<GetNumber>(library, "cuDriverGetVersion")(out var version));
        Check("cuDeviceGetCount", Call<GetNumber>(library, "cuDeviceGetCount")(out var count));
        return new CudaDriver(version, [.. Enumerable.Range(0, count).Select(ordinal => Device(library, ordinal))]);
    }

    private static CudaDevice Device(nint library, int ordinal)
    {
        Check("cuDeviceGet", Call<GetDevice>(library, "cuDeviceGet")(out var device, ordinal));
        var name = new byte[NameBytes];
        Check("cuDeviceGetName", Call<GetName>(library, "cuDeviceGetName")(name, name.Length, device));
        Check("cuDeviceTotalMem", Call<GetMemory>(library, "cuDeviceTotalMem_v2")(out var bytes, device));
        var attribute = Call<GetAttribute>(library, "cuDeviceGetAttribute");
        Check("cuDeviceGetAttribute", attribute(out var major, MajorOfComputeCapability, device));
        Check("cuDeviceGetAttribute", attribute(out var minor, MinorOfComputeCapability, device));
        return new CudaDevice(Encoding.UTF8.GetString(name).TrimEnd('\0'), (long)bytes, major, minor);
    }

    private static T Call<T>(nint library, string function)
        where T : Delegate
        => Marshal.GetDelegateForFunctionPointer<T>(NativeLibrary.GetExport(library, function));

    private static void Check(string function, int result)
    {
        if (result != Success)
        {
            throw new InvalidOperationException(
                $"NVIDIA's driver is there and does not work: {function} gives error {result}. See whether nvidia-smi works, and reinstall "
                + "the driver if not; in a container, start it with the GPU (docker run --gpus all).");
        }
    }
}
