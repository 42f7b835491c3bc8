namespace MsMclr.MLNet.Trainers.Torch.Native;

/// <summary>
/// What loading needs of TorchSharp. It stands behind an interface because TorchSharp loads native libraries by itself when one of
/// its static constructors runs, which must not happen before ours are loaded. Code that names none of its types cannot run one.
/// </summary>
internal interface ITorchSharp
{
    /// <summary>Gets the version of TorchSharp, such as 0.107.0.</summary>
    string Version { get; }

    /// <summary>Lets TorchSharp find its libraries, which should be loaded by then.</summary>
    void Initialize();
}
