using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Networks.Parameters;

/// <summary>Tensors by name, of which some are trained.</summary>
internal interface ITrainedTensors
{
    /// <summary>Gets the names of the trained tensors.</summary>
    IEnumerable<string> Parameters { get; }

    /// <summary>Gets a tensor.</summary>
    Tensor this[string name] { get; }
}
