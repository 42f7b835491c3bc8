using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace MsMclr.MLNet.Trainers.Torch.Native;

/// <summary>The operating system's loader of native libraries.</summary>
internal sealed class SystemLibraries : INativeLibraries
{
    public bool MayNeedRepair => OperatingSystem.IsLinux();

    public string? Find(string fileName) => NativeFolders.Find(fileName);

    public void Load(string path) => NativeLibrary.Load(path);

    public bool TryLoad(string path) => NativeLibrary.TryLoad(path, out _);

    public void LoadRepaired(string path)
    {
        if (OperatingSystem.IsLinux())
            Repair(path);
    }

    [SupportedOSPlatform("linux")]
    private void Repair(string path)
    {
        // The only symbol of that version has no relocation, so nothing is missing where the version is.
        if (VersionNeeds.Weaken(File.ReadAllBytes(path), "GLIBCXX_3.4.32"u8) is not { } repaired)
            return;
        var folder = PrivateFolder.OfUser();
        new RepairedCopy(folder, Path.GetTempPath(), UnixFileStatus.CurrentUser).Load(repaired, Path.GetFileName(path), Load);
    }
}
