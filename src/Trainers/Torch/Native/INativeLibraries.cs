namespace MsMclr.MLNet.Trainers.Torch.Native;

/// <summary>What loading needs of the operating system; a test puts its own in place.</summary>
internal interface INativeLibraries
{
    /// <summary>Gets whether this system is one whose TorchSharp library may need the repair.</summary>
    bool MayNeedRepair { get; }

    /// <summary>Finds a file in the folders of packages' native libraries; null: it is in none.</summary>
    string? Find(string fileName);

    /// <summary>Loads a library by its absolute path, or throws what the system says.</summary>
    void Load(string path);

    /// <summary>Loads a library by its absolute path; false: the system refuses it.</summary>
    bool TryLoad(string path);

    /// <summary>Loads a repaired copy of a library; does nothing where the library is not one that the repair is for.</summary>
    /// <exception cref="DllNotFoundException">The copy can be kept in no folder, or does not load either.</exception>
    void LoadRepaired(string path);
}
