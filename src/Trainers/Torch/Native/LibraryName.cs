namespace MsMclr.MLNet.Trainers.Torch.Native;

/// <summary>How this system names the file of a native library.</summary>
internal static class LibraryName
{
    public static string File(string library)
    {
        if (OperatingSystem.IsWindows())
            return $"{library}.dll";
        return OperatingSystem.IsMacOS() ? $"lib{library}.dylib" : $"lib{library}.so";
    }
}
