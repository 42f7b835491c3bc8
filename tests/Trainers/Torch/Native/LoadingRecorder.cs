using MsMclr.MLNet.Trainers.Torch.Native;

namespace MsMclr.MLNet.Tests;

/// <summary>Stands for the operating system and TorchSharp, loads nothing, and writes down what it was asked for.</summary>
internal sealed class LoadingRecorder : INativeLibraries, ITorchSharp
{
    private const string Packages = "/packages";

    public List<string> Calls { get; } = [];

    public bool MayNeedRepair { get; init; } = true;

    /// <summary>Whether TorchSharp's library loads as it is.</summary>
    public bool PlainLoads { get; init; } = true;

    /// <summary>A library that packages don't hold.</summary>
    public string? Missing { get; init; }

    /// <summary>A library that does not load.</summary>
    public string? Broken { get; init; }

    public bool InitializeFails { get; init; }

    /// <summary>The folder to call "folder".</summary>
    public string Folder { get; init; } = "/none";

    public string Version => "1.2.3";

    public void Run(LoadingSettings settings) => new LoadingSequence(this, this).Run(settings);

    public string? Find(string fileName)
        => Missing is { } missing && fileName == LibraryName.File(missing) ? null : $"{Packages}/{fileName}";

    public void Load(string path)
    {
        if (Broken is { } broken && Path.GetFileName(path) == LibraryName.File(broken))
            throw new BadImageFormatException("broken");
        Calls.Add($"load {Short(path)}");
    }

    public bool TryLoad(string path)
    {
        Calls.Add($"try {Short(path)}");
        return PlainLoads;
    }

    public void LoadRepaired(string path) => Calls.Add($"repair {Short(path)}");

    public void Initialize()
    {
        Calls.Add("initialize");
        if (InitializeFails)
            throw new NotSupportedException("no such thing");
    }

    private string Short(string path)
    {
        var library = new[] { "c10", "torch_cpu", "torch", "c10_cuda", "torch_cuda", "LibTorchSharp" }
            .Single(name => LibraryName.File(name) == Path.GetFileName(path));
        var folder = Path.GetDirectoryName(path)!.Replace('\\', '/');
        if (folder == Packages)
            return $"packages/{library}";
        return Path.GetDirectoryName(path) == Folder ? $"folder/{library}" : path;
    }
}
