using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp;

namespace MsMclr.MLNet;

/// <summary>
/// Makes libtorch ready before the first tensor: finds it (or the one that <c>MSMCLR_LIBTORCH</c> names), and gets TorchSharp's
/// own native part to load on Linux systems whose libstdc++ lacks <c>GLIBCXX_3.4.32</c> (Debian 12, Ubuntu 22.04, RHEL 9).
/// The only symbol of that version has no relocation, so flagging the need weak in a cached copy is safe.
/// <c>MSMCLR_TORCH_REPAIR=0</c> switches the repair off.
/// </summary>
internal static class TorchRuntime
{
    public const string FolderVariable = "MSMCLR_LIBTORCH";
    public const string RepairVariable = "MSMCLR_TORCH_REPAIR";
    private static readonly Lazy<bool> Loaded = new(Load);

    /// <summary>Loads libtorch once a process.</summary>
    /// <exception cref="DllNotFoundException">There is no usable libtorch; the message names the package to add.</exception>
    public static void EnsureLoaded() => _ = Loaded.Value;

    private static bool Load()
    {
        try
        {
            if (Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } folder)
                LoadFrom(folder);
            else if (OperatingSystem.IsLinux())
                RepairWhereNeeded();
            Initialize();
            return true;
        }
        catch (Exception e) when (e is not DllNotFoundException { InnerException: not null })
        {
            throw new DllNotFoundException(Missing(e.Message), e);
        }
    }

    // On its own and not inlined: compiling a method that names torch may run torch's static constructor, which must come last.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Initialize() => torch.InitializeDeviceType(DeviceType.CPU);

    private static string Missing(string reason)
    {
        var package = OperatingSystem.IsWindows() ? "libtorch-cpu-win-x64 (or TorchSharp-cuda-windows for a GPU)"
            : OperatingSystem.IsMacOS() ? "libtorch-cpu-osx-arm64"
            : "libtorch-cpu-linux-x64 (or TorchSharp-cuda-linux for a GPU)";
        return $"libtorch could not be loaded: add the package {package} to the application that trains, in the version that TorchSharp {typeof(torch).Assembly.GetName().Version?.ToString(3)} asks for, "
            + $"or let {FolderVariable} name a folder that holds libtorch. Scoring needs none. ({reason})";
    }

    private static void LoadFrom(string folder)
    {
        if (!Directory.Exists(folder))
            throw new DllNotFoundException($"{FolderVariable} names '{folder}', which is not a folder.");
        foreach (var library in new[] { "c10", "torch_cpu", "torch", "c10_cuda", "torch_cuda" })
        {
            var path = Path.Combine(folder, FileName(library));
            if (File.Exists(path))
                NativeLibrary.Load(path);
            else if (!library.EndsWith("cuda", StringComparison.Ordinal))
                throw new DllNotFoundException($"{FolderVariable} names '{folder}', which holds no {FileName(library)}.");
        }

        if (NativeFolders.Find(FileName("LibTorchSharp")) is { } shim)
            LoadShim(shim);
    }

    private static void RepairWhereNeeded()
    {
        if (NativeFolders.Find(FileName("LibTorchSharp")) is not { } shim || NativeFolders.Find(FileName("torch_cpu")) is not { } torchCpu)
            return; // TorchSharp looks in more places than we do; let it, and let it say so.
        NativeLibrary.Load(torchCpu);
        if (NativeFolders.Find(FileName("torch")) is { } torchLibrary)
            NativeLibrary.Load(torchLibrary);
        LoadShim(shim);
    }

    private static void LoadShim(string shim)
    {
        if (NativeLibrary.TryLoad(shim, out _) || Environment.GetEnvironmentVariable(RepairVariable) == "0")
            return;
        if (OperatingSystem.IsLinux() && VersionNeeds.Weaken(File.ReadAllBytes(shim), "GLIBCXX_3.4.32"u8) is { } weakened)
            NativeLibrary.Load(RepairedCopy.Of(weakened, Path.GetFileName(shim))); // TorchSharp then finds it by its SONAME.
    }

    private static string FileName(string library)
        => OperatingSystem.IsWindows() ? library + ".dll" : OperatingSystem.IsMacOS() ? $"lib{library}.dylib" : $"lib{library}.so";
}
