using MsMclr.MLNet.Trainers.Pretraining.Watching;
using MsMclr.MLNet.Trainers.Training;
using MsMclr.MLNet.Trainers.Training.Clips;

namespace MsMclr.MLNet.Trainers.Pretraining;

/// <summary>What a run learns from and is watched by. Whoever made it disposes it.</summary>
/// <param name="Store">The clips.</param>
/// <param name="Layout">Their skeleton.</param>
internal sealed record PretrainingData(ClipStore Store, SkeletonLayout Layout)
{
    /// <summary>How many of a joint's values are coordinates; null where the column does not tell: all.</summary>
    public int? Coordinates { get; init; }

    /// <summary>The encoder to begin with, if not with random weights.</summary>
    public InitialWeights? Initial { get; init; }

    /// <summary>What watches the encoder, if anything.</summary>
    public NearestNeighborProbe? Probe { get; init; }
}
