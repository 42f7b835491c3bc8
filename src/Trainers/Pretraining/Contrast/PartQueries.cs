using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Pretraining.Contrast;

/// <summary>Computes the unit rows of some clips' parts, <c>[S * G, n, P]</c>, for those who contrast them.</summary>
internal delegate Tensor PartQueries();
