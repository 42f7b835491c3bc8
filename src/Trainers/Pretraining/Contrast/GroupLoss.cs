using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Pretraining.Contrast;

/// <summary>Computes the share that some clips of a batch have in its losses.</summary>
/// <param name="queries">
/// Unit rows <c>[4, n, P]</c>: of the ordinary view, and of the strong one at joint, part and body scale.
/// </param>
/// <param name="parts">Unit rows of the ordinary view's parts, <c>[S * G, n, P]</c>; null where parts are not contrasted.</param>
/// <param name="first">Which clip of the batch the first one is.</param>
internal delegate Losses GroupLoss(Tensor queries, Tensor? parts, int first);
