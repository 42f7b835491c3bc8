using MsMclr.MLNet.Trainers.Networks;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Training;

/// <summary>What the network sees of a batch of clips.</summary>
/// <param name="Clips">The clips, <c>[N, C, T, V, M]</c>, augmented perhaps.</param>
/// <param name="Rows">Their rows that are computed, one a body.</param>
internal readonly record struct View(Tensor Clips, BodyRows Rows);
