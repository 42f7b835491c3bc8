using System.Runtime.Versioning;
using System.Security.Cryptography;

namespace MsMclr.MLNet.Trainers.Torch.Native;

/// <summary>
/// Keeps a repaired library where this user may write, and loads it from there: from the user's folder, where it stays for the
/// next process, else from a new temporary folder, which is removed at once (Linux keeps what is loaded), else from memory.
/// </summary>
/// <param name="userFolder">The folder to keep it in; empty: there is none.</param>
/// <param name="temporaryFolder">Where a temporary folder is made.</param>
/// <param name="user">The number of the user whom folders and files must belong to.</param>
[SupportedOSPlatform("linux")]
internal sealed class RepairedCopy(string userFolder, string temporaryFolder, uint user)
{
    private readonly List<string> _reasons = [];
    private Exception? _last;

    /// <param name="library">The library's content.</param>
    /// <param name="fileName">What the library is called.</param>
    /// <param name="load">Loads the file of that path.</param>
    /// <exception cref="DllNotFoundException">Neither folder will do, nor memory; the message says why, and what to do.</exception>
    public void Load(byte[] library, string fileName, Action<string> load)
    {
        // Versions of a library have files of their own, so that programs of different versions don't replace each other's.
        var name = $"{Convert.ToHexStringLower(SHA256.HashData(library))[..16]}-{fileName}";
        if (userFolder.Length > 0 && Try(userFolder, () => LoadFrom(userFolder, name, library, load)))
            return;
        if (Try(temporaryFolder, () => LoadFromTemporaryFolder(name, library, load)))
            return;
        if (Try("memory", () => MemoryFile.Use(fileName, library, load)))
            return;
        throw new DllNotFoundException(
            $"This system's libstdc++ is older than TorchSharp's {fileName} asks for, and the copy that suits it could not be used. "
            + $"{string.Join(" ", _reasons)} Let XDG_DATA_HOME or TMPDIR name a folder with some megabytes free that this user may "
            + "write to, other users may not, and programs may be run from; and see that libtorch has the version TorchSharp asks for.",
            _last);
    }

    private bool Try(string folder, Action step)
    {
        try
        {
            step();
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or TypeLoadException or BadImageFormatException)
        {
            _reasons.Add($"In '{folder}': {e.Message.TrimEnd('.')}.");
            _last = e;
            return false;
        }
    }

    private void LoadFromTemporaryFolder(string name, byte[] library, Action<string> load)
    {
        // Its name is new and hard to guess, and it is its owner's alone from the start.
        var folder = Path.Combine(temporaryFolder, $"MsMclr.MLNet-{Path.GetRandomFileName()}");
        try
        {
            LoadFrom(folder, name, library, load);
        }
        finally
        {
            Remove(folder);
        }
    }

    private static void Remove(string folder)
    {
        try
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A folder that stays behind is no reason not to train.
        }
    }

    private void LoadFrom(string folder, string name, byte[] library, Action<string> load)
    {
        PrivateFolder.Ensure(folder, user);
        var path = Path.Combine(folder, name);
        VerifiedFile.Ensure(path, library, user);
        load(path);
    }
}
