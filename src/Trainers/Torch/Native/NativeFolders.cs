using System.Runtime.InteropServices;

namespace MsMclr.MLNet.Trainers.Torch.Native;

/// <summary>Where the runtime looks for native libraries of packages.</summary>
internal static class NativeFolders
{
    /// <summary>The first file of that name, or null.</summary>
    public static string? Find(string fileName)
    {
        var application = AppContext.BaseDirectory;
        var platform = Path.Combine(application, "runtimes", RuntimeInformation.RuntimeIdentifier, "native");
        var folders = new List<string> { application, platform };
        if (AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") is string search)
            folders.AddRange(search.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries));
        return folders.Select(folder => Path.Combine(folder, fileName)).FirstOrDefault(File.Exists);
    }
}
