namespace MsMclr.MLNet.Trainers.Torch.Native;

/// <summary>
/// Loads libtorch, then TorchSharp's own library, which needs it, and then lets TorchSharp begin. When TorchSharp asks for its
/// libraries by name, the system gives it those that the process holds already.
/// </summary>
internal sealed class LoadingSequence(INativeLibraries libraries, ITorchSharp torchSharp)
{
    private static readonly string TorchSharpLibrary = LibraryName.File("LibTorchSharp");

    /// <exception cref="DllNotFoundException">A library is missing or does not load; the message says what to do.</exception>
    public void Run(LoadingSettings settings)
    {
        if (settings.Folder is { } folder)
            LoadFromFolder(folder, settings.Repair);
        else if (settings.Repair && libraries.MayNeedRepair)
            LoadFromPackages();
        try
        {
            torchSharp.Initialize();
        }
        catch (Exception e)
        {
            throw LoadingError.NotUsable(settings, torchSharp.Version, e);
        }
    }

    private void LoadFromFolder(string folder, bool repair)
    {
        if (!Directory.Exists(folder))
            throw LoadingError.Folder(folder, "is not a folder");
        foreach (var library in new[] { "c10", "torch_cpu", "torch" })
        {
            if (!File.Exists(PathOf(library)))
                throw LoadingError.Folder(folder, $"holds no {LibraryName.File(library)}");
            Load(library);
        }

        foreach (var library in new[] { "c10_cuda", "torch_cuda" })
        {
            if (File.Exists(PathOf(library)))
                Load(library);
        }

        if (libraries.Find(TorchSharpLibrary) is { } found)
            LoadTorchSharpLibrary(found, repair && libraries.MayNeedRepair);

        string PathOf(string library) => Path.GetFullPath(Path.Combine(folder, LibraryName.File(library)));

        void Load(string library)
        {
            try
            {
                libraries.Load(PathOf(library));
            }
            catch (Exception e)
            {
                throw LoadingError.Folder(folder, $"holds a {LibraryName.File(library)} that does not load: {e.Message}", e);
            }
        }
    }

    private void LoadFromPackages()
    {
        var torchSharpLibrary = libraries.Find(TorchSharpLibrary);
        var torchCpu = libraries.Find(LibraryName.File("torch_cpu"));
        if (torchSharpLibrary is null || torchCpu is null)
            return; // TorchSharp looks in more places than we do, and says what it misses.
        LoadPackaged(torchCpu);
        if (libraries.Find(LibraryName.File("torch")) is { } torchLibrary)
            LoadPackaged(torchLibrary);
        LoadTorchSharpLibrary(torchSharpLibrary, repair: true);
    }

    private void LoadPackaged(string path)
    {
        try
        {
            libraries.Load(path);
        }
        catch (Exception e)
        {
            throw LoadingError.Missing(torchSharp.Version, e);
        }
    }

    private void LoadTorchSharpLibrary(string path, bool repair)
    {
        if (!libraries.TryLoad(path) && repair)
            libraries.LoadRepaired(path);
    }
}
