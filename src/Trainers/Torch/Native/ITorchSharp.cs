namespace MsMclr.MLNet.Trainers.Torch.Native;

/// <summary>
/// What loading needs of TorchSharp. It stands behind an interface because TorchSharp loads native libraries by itself as soon as
/// code that names its types is compiled, and must not do so before ours are loaded.
/// </summary>
internal interface ITorchSharp
{
    /// <summary>Gets the version of TorchSharp, such as 0.107.0.</summary>
    string Version { get; }

    /// <summary>Lets TorchSharp find its libraries, which should be loaded by then.</summary>
    void Initialize();
}
