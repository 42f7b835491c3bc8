namespace MsMclr.MLNet.Trainers.Torch.Native;

/// <summary>The one sentence, or two, that a user reads where libtorch does not load.</summary>
internal static class LoadingError
{
    private const string FolderVariable = LoadingSettings.FolderVariable;

    public static DllNotFoundException Missing(string torchSharpVersion, Exception reason)
        => new($"libtorch could not be loaded: add the package {Package} to the application that trains, in the version that "
            + $"TorchSharp {torchSharpVersion} asks for, or let {FolderVariable} name a folder that holds libtorch. "
            + $"Scoring needs none. ({reason.Message})", reason);

    public static DllNotFoundException Folder(string folder, string complaint, Exception? reason = null)
        => new($"{FolderVariable} names '{folder}', which {complaint}.", reason);

    /// <summary>TorchSharp did not begin, with the libraries that were loaded for it or that it found by itself.</summary>
    public static DllNotFoundException NotUsable(LoadingSettings settings, string torchSharpVersion, Exception reason)
    {
        var error = Missing(torchSharpVersion, reason);
        if (settings.Folder is { } folder)
            error = Folder(folder, $"TorchSharp {torchSharpVersion} could not use: {reason.Message}", reason);
        if (settings.Repair)
            return error;
        var hint = $"{LoadingSettings.RepairVariable} is 0: where the reason below is GLIBCXX_3.4.32, set it to 1.";
        return new DllNotFoundException($"{hint} {error.Message}", reason); // First, since TorchSharp's reason is long.
    }

    private static string Package
    {
        get
        {
            if (OperatingSystem.IsWindows())
                return "libtorch-cpu-win-x64 (or TorchSharp-cuda-windows for a GPU)";
            if (OperatingSystem.IsMacOS())
                return "libtorch-cpu-osx-arm64";
            return "libtorch-cpu-linux-x64 (or TorchSharp-cuda-linux for a GPU)";
        }
    }
}
