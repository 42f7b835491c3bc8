using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Networks;

/// <summary>Feature maps <c>[R', D, T', V']</c> after motion attention, at three scales.</summary>
/// <param name="Joint">For each joint.</param>
/// <param name="Part">For each of the layout's parts.</param>
/// <param name="Region">For each of the layout's regions.</param>
internal readonly record struct ScaledFeatures(Tensor Joint, Tensor Part, Tensor Region);
